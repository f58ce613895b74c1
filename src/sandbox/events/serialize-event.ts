import { isFields, type Json, type JsonFields } from "../http/json-fields.ts";
import { writeInstant } from "../rules/instant.ts";
import type { WriteContext } from "../endpoints/serializers/write-context.ts";
import type { Rules } from "../versions/rules.ts";
import { BRAND, type EventEntity } from "./event-entities.ts";

/** The flow that a birth happens in, where it happens in one. */
const FLOW_PATH = "/api/v3/flows/executor/default-provider-authorization-implicit-consent/";

export function writeEvent({ version }: WriteContext, event: EventEntity): JsonFields {
  const { pk, user, action, app, context, client_ip, created, expires } = event;
  return {
    pk,
    user: { ...user },
    action,
    app,
    context: contextOf(event.action, context, version.rules),
    client_ip,
    created: writeInstant(created),
    expires: writeInstant(expires),
    brand: BRAND,
  };
}

function contextOf(action: string, context: JsonFields, rules: Rules): JsonFields {
  const { expected, http_request } = context;
  if (action === "configuration_error" && Array.isArray(expected)) {
    return { ...context, expected: expected.map((uri: Json) => redirectUri(uri, rules)) };
  }
  if (
    action === "authorize_application" &&
    rules.event_birth_path === "flow" &&
    isFields(http_request)
  ) {
    return { ...context, http_request: { ...http_request, path: FLOW_PATH } };
  }
  return context;
}

function redirectUri(uri: Json, { redirect_uris }: Rules): Json {
  if (!isFields(uri)) return uri;
  const { url = "", matching_mode = "strict" } = uri;
  if (redirect_uris === "lines") return url;
  return redirect_uris === "objects" ? { url, matching_mode } : uri;
}
