import { signInsEndpoint } from "../../api/endpoints/events.ts";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import { defineResource } from "../../list/define-resource.ts";
import { microsOf } from "../../model/moment.ts";
import { applicationRelation } from "../relations/application-relation.ts";
import { eventUserRelation } from "../relations/event-user-relation.ts";
import { inetOrder } from "./inet-order.ts";
import { OUTCOME_WORDS } from "../outcomes/outcome-words.ts";
import { REFUSED_URI, SINCE } from "./term-values.ts";
import { signInsQuery } from "./sign-ins-query.ts";

/** The list of sign-ins: authorizations, as events tell of them, with what became of each. */
export const signIns = defineResource<AuthentikEvent>({
  title: "Sign-ins",
  noun: ["sign-in", "sign-ins"],
  endpoint: signInsEndpoint,
  relations: [
    {
      relation: eventUserRelation,
      idOf: ({ user }) => (user === null ? "" : String(user.pk)),
      objectIn: ({ user }) => user,
    },
    {
      relation: applicationRelation,
      // An event has no more of its application than its name; its provider has all fields.
      step: "provider",
      idOf: ({ context: { application } }) =>
        application === null ? "" : applicationRelation.idOf(application as never),
      objectIn: ({ context: { application } }) => application,
    },
  ],
  sort: {
    created: ({ created }) => microsOf(created),
    client_ip: ({ client_ip }) => inetOrder(client_ip),
  },
  defaultSort: "-created",
  search: {
    placeholder: "Search, e.g. user:jane",
    fields: [
      { name: "scope", aliases: ["scopes"], about: "any of the scopes" },
      { name: "client", aliases: ["client_id"], about: "the client ID" },
      { name: "address", aliases: ["ip", "from"], about: "the address it came from" },
      { name: "redirect", about: "the redirect URI" },
      { name: "outcome", about: "what became of it", values: Object.keys(OUTCOME_WORDS) },
      { name: "cause", about: "why a request for its token was refused", values: [REFUSED_URI] },
      { name: "since", about: "from when on", values: Object.keys(SINCE), isTime: true },
      { name: "until", about: "before when", values: [], isTime: true },
    ],
    textsOf: ({ client_ip, context: { scopes, request } }) => [
      ...scopes.map((text) => ({ field: "scope", place: "scope", text })),
      { field: "client", place: "client_id", text: request?.clientId ?? "" },
      { field: "redirect", place: "redirect_uri", text: request?.redirectUri ?? "" },
      { field: "address", place: "client_ip", text: client_ip ?? "" },
    ],
    completions: (rows) => ({
      scope: [...new Set(rows.flatMap(({ context }) => context.scopes))].toSorted(),
      client: [...new Set(rows.flatMap(({ context }) => context.request?.clientId ?? []))],
    }),
    examples: [
      ["user:jane outcome:not-redeemed", "Jane’s sign-ins of which no token came"],
      ["address:192.0.2.7", "sign-ins from one address"],
    ],
    byServer: "authentik searched users, applications, addresses and request parameters.",
  },
  // Events are cheap: 100 of them take authentik 0.1 s.
  readBound: 5000,
  query: signInsQuery,
  menuValues: ({ value: { client_ip, created, context } }) => [
    ...(client_ip ? [copyable("address", client_ip)] : []),
    ...(context.request?.clientId ? [copyable("client id", context.request.clientId)] : []),
    ...(created ? [copyable("time", created)] : []),
  ],
});

function copyable(what: string, text: string) {
  return { what, text, copy: { what, text } };
}
