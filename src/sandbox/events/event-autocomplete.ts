import type { Json } from "../http/json-fields.ts";
import type { Rules } from "../versions/rules.ts";
import { TOKEN_VIEW } from "./describe-events.ts";

const APPS = [
  "authentik.events.middleware",
  "authentik.events.signals",
  "authentik.providers.oauth2.views.authorize",
  TOKEN_VIEW,
];
const EVENT = "authentik_events.event";

/** What a list of events says that can be searched for. */
export function eventAutocomplete({ event_actions }: Rules): Json {
  return {
    current_model: EVENT,
    models: {
      [EVENT]: {
        action: text(event_actions),
        event_uuid: text(),
        app: text(APPS),
        client_ip: text(),
        user: relation("user"),
        brand: relation("brand"),
        context: relation("context"),
        created: { type: "datetime", nullable: false, options: [] },
      },
      [`${EVENT}_user`]: {
        pk: { type: "int", nullable: false, options: null },
        username: text(),
        email: text(),
      },
      [`${EVENT}_brand`]: { pk: text(), app: text(), name: text(), model_name: text() },
      [`${EVENT}_context`]: { http_request: relation("context_http_request") },
      [`${EVENT}_context_http_request`]: {
        args: relation("context_http_request_args"),
        path: text(),
        method: text(),
        request_id: text(),
        user_agent: text(),
      },
    },
  };
}

function text(options: readonly string[] | null = null): Json {
  return { type: "str", nullable: false, options };
}

function relation(to: string): Json {
  return { type: "relation", nullable: false, options: null, relation: `${EVENT}_${to}` };
}
