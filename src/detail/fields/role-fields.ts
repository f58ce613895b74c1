import type { FieldTable } from "./field-table.ts";

/** A role. */
export const ROLE_FIELDS: FieldTable = {
  Role: {
    name: ["Name", "text"],
    pk: ["ID", "id"],
  },
};
