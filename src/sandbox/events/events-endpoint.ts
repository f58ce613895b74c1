import type { Call, SandboxState } from "../http/call.ts";
import { message } from "../http/messages.ts";
import { lastOf } from "../http/query-params.ts";
import type { EndpointDefinition } from "../rules/endpoint-definition.ts";
import type { Filter } from "../rules/read-filters.ts";
import { searchTerms } from "../rules/search-terms.ts";
import { eventAutocomplete } from "./event-autocomplete.ts";
import type { EventEntity } from "./event-entities.ts";
import type { EventQuery } from "./event-query.ts";
import { readSearchLanguage } from "./search-language.ts";
import { writeEvent } from "./serialize-event.ts";

/** Filters by text, and what each is called in a query. */
const TEXTS = {
  action: "action",
  username: "username",
  client_ip: "clientIp",
  context_authorized_app: "authorizedApp",
  context_model_pk: "modelPk",
  context_model_app: "modelApp",
  context_model_name: "modelName",
  brand_name: "brandName",
} as const;

/** `events/events`: for superusers and those who may view events. There is no filter by time. */
export function serveEvents(state: SandboxState): EndpointDefinition<EventEntity> {
  const { version, written } = state;
  const { rules } = version;
  const { events } = state.worldIndex.world;
  return {
    path: "events/events",
    model: "Event",
    name: "Event",
    description: "Event Read-Only Viewset",
    key: "uuid",
    guard: { by: "permission", view: "authentik_events.view_event" },
    find: ({ now }, key) => written.find(({ pk }) => pk === key) ?? events.find(now, key),
    listAllow: ["GET", "POST"],
    allow: ["GET", "PUT", "PATCH", "DELETE"],
    list: {
      rows: (call) => ({
        select: (_numbers, order) => events.select(call.now, queryOf(call, order), written),
      }),
      filters: [
        ...Object.keys(TEXTS).map(anyText),
        ...(rules.event_actions_filter ? [knownActions(rules.event_actions)] : []),
      ],
      columns: {
        pk: { of: (row) => row.pk },
        created: { of: (row) => row.created },
        expires: { of: (row) => row.expires },
        action: { of: (row) => row.action },
        app: { of: (row) => row.app },
        client_ip: { of: (row) => row.client_ip },
        user: { of: (row) => row.user.pk },
      },
      defaultOrder: ["-created"],
      write: writeEvent,
      autocomplete: eventAutocomplete(rules),
      // A page of 100 takes about as long as one of 20.
      cost: (rows) => 60 + 0.15 * rows,
    },
  };
}

/** Only refuses a NUL; `queryOf` reads the value. */
function anyText(name: string): Filter<EventEntity> {
  return { name, read: () => ({ test: null }) };
}

/** Refuses unknown actions; `queryOf` reads the known ones. */
function knownActions(actions: readonly string[]): Filter<EventEntity> {
  return {
    name: "actions",
    read(_value, values, language) {
      const unknown = values.find((each) => !actions.includes(each));
      return unknown === undefined
        ? { test: null }
        : { error: message("one-choice", language, unknown) };
    },
  };
}

function queryOf({ query, version }: Call, order: readonly string[]): EventQuery {
  const { rules } = version;
  const texts = Object.entries(TEXTS).flatMap(([name, key]) => {
    const value = (lastOf(query, name) ?? "").trim();
    return value === "" ? [] : [[key, value]];
  });
  const actions = rules.event_actions_filter ? query.getAll("actions").filter(Boolean) : [];
  const search = lastOf(query, "search") ?? "";
  const conditions = rules.event_search_language ? readSearchLanguage(search) : null;
  return {
    ...(Object.fromEntries(texts) as Partial<EventQuery>),
    ...(actions.length > 0 && { actions }),
    terms: conditions === null ? (searchTerms(search, rules) ?? []) : [],
    conditions: conditions ?? [],
    order,
  };
}
