import { defineEndpoint, getPage, listRequest } from "../endpoint.ts";
import type { ListAnswer } from "../list-answer.ts";
import type { ListRequest } from "../list-request.ts";
import { readHyphenated } from "../../model/ids.ts";
import { type AuthentikEvent, readEvent } from "../wire/event.ts";

const PATH = "events/events/";

/**
 * Sign-ins: authentik's events of an authorization, each written just before its authorization code. Filters:
 * `username`, `context_authorized_app`. There is no filter by time. Only for superusers, and with `view_event`.
 */
export const signInsEndpoint = defineEndpoint({
  name: "sign-ins",
  path: PATH,
  read: readEvent,
  readPk: readHyphenated,
  // Matches any action that contains it; there is no other.
  always: { action: "authorize_application" },
});

/** One page of the requests that authentik refused for how a provider is set up, whoever made them. */
export function fetchConfigurationErrors(
  asked: ListRequest,
  signal?: AbortSignal,
): Promise<ListAnswer<AuthentikEvent>> {
  return getPage(PATH, listRequest(asked, { action: "configuration_error" }), readEvent, signal);
}
