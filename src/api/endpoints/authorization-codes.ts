import { defineEndpoint, getPageInParts } from "../endpoint.ts";
import { readAuthorizationCode } from "../wire/grant.ts";
import { SLIM_ROWS } from "./slim-rows.ts";

/** Authorization codes. Filters: `provider`, `user`. The server ignores `search` here: see `searchProbeQuery`. */
export const authorizationCodesEndpoint = defineEndpoint({
  name: "authorization-codes",
  path: "oauth2/authorization_codes/",
  read: readAuthorizationCode,
  always: SLIM_ROWS,
  fetch: getPageInParts,
});
