import { AUTHORIZATION_CODES } from "../../api/endpoints/authorization-codes.ts";
import { searchProbeQuery } from "../../api/search-probe.ts";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import { nextCleanup } from "../../model/clean-up.ts";
import type { Resource } from "../../list/resource.ts";
import { formatTime } from "../../ui/text/format.ts";
import { codesListQuery } from "./find-codes.ts";

/** The list of authorization codes. */
export const authorizationCodes: Resource<AuthorizationCode> = {
  name: "authorization-codes",
  plural: "authorization codes",
  definition: {
    orderings: ["pk", "provider", "user", "expires"],
    defaultOrdering: "expires",
    filters: [
      { param: "provider", kind: "int" },
      { param: "user", kind: "int" },
      { param: "exclude_provider", kind: "ints" },
      { param: "exclude_user", kind: "ints" },
      { param: "status", kind: "status" },
      { param: "within", kind: "seconds" },
      { param: "expires_after", kind: "moment" },
      { param: "expires_before", kind: "moment" },
    ],
  },
  query: codesListQuery,
  serverSearches: "Searched by authentik itself.",
  faultyRow: (asOf) =>
    `A code that is to expire without saying when does this; the next clean-up, at ${formatTime(nextCleanup(asOf))}, should remove it.`,
  searchProbe: () => searchProbeQuery(AUTHORIZATION_CODES),
};
