import type { FieldTable } from "./field-table.ts";

/** An authorization code, and what tokens add. */
export const GRANT_FIELDS: FieldTable = {
  Grant: {
    user: ["User", "object"],
    provider: ["Provider", "object"],
    scope: ["Scopes", "scopes"],
    expires: ["Expires", "date-time"],
    is_expired: ["is_expired, as answered", "boolean"],
    revoked: ["Revoked", "boolean"],
    pk: ["ID", "id"],
  },
  Claims: {
    id_token: ["Claims", "claims"],
  },
};
