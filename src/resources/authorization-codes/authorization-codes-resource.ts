import { authorizationCodesEndpoint } from "../../api/endpoints/authorization-codes.ts";
import type { AuthorizationCode } from "../../api/wire/grant.ts";
import { snapshotQuery } from "../../expiring/snapshot/snapshot-query.ts";
import { EXPIRING_MS } from "../../model/expiry.ts";
import { nextCleanup } from "../../model/clean-up.ts";
import { formatTime } from "../../ui/text/format.ts";
import { defineGrants } from "../grants/grant-resource.ts";

/** The list of authorization codes. */
export const authorizationCodes = defineGrants<AuthorizationCode>({
  title: "Authorization codes",
  noun: ["authorization code", "authorization codes"],
  endpoint: authorizationCodesEndpoint,
  validity: "access_code_validity",
  // A code never changes, so its row in a snapshot can be kept; a token can be revoked and has to be refetched.
  snapshot: snapshotQuery,
  within: EXPIRING_MS / 1000,
  outcomeOf: () => ({
    running: "Waiting to be redeemed. If it expires unredeemed, it is cleaned up",
    expired: "Never redeemed: usually a client that failed at the token step.",
    gone: "redeemed, or deleted",
    never: "It stays listed until it is redeemed, or its user or provider is deleted.",
  }),
  gone: "redeemed, cleaned up or deleted, or it never existed",
  examples: [
    ["jane grafana", "codes of a user Jane to a provider or application Grafana"],
    [
      'user:jane scope:"offline" status:expired',
      "Jane’s expired codes that ask for offline access",
    ],
    ["id:1204", "this one code"],
  ],
  faultyRow: (asOf) =>
    `A code set to expire without an expiry time causes this; the next clean-up, at ${formatTime(nextCleanup(asOf))}, should remove it.`,
});
