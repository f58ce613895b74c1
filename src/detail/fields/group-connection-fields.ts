import type { FieldTable } from "./field-table.ts";

/** A connection of a source to a group or a user, of any source type. */
export const GROUP_CONNECTION_FIELDS: FieldTable = {
  Connection: {
    source: ["Source", "object"],
    source_obj: ["Source, in full", "object"],
    group: ["Group", "id"],
    user: ["User", "id"],
    identifier: ["Identifier", "id"],
    pk: ["ID", "id"],
  },
  Dates: {
    created: ["Created", "date-time"],
    last_updated: ["Last updated", "date-time"],
    expires: ["Expires", "date-time"],
  },
  Secrets: {
    access_token: ["Access token", "secret"],
    refresh_token: ["Refresh token", "secret"],
    plex_token: ["Plex token", "secret"],
  },
};
