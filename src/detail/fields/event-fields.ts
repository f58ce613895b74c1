import type { FieldTable } from "./field-table.ts";

/** An entry of authentik's event log; its context is free-form. */
export const EVENT_FIELDS: FieldTable = {
  Event: {
    created: ["Created", "date-time"],
    action: ["Action", "enum"],
    user: ["User", "tree"],
    client_ip: ["Address", "text"],
    app: ["Logged by", "text"],
    expires: ["Kept until", "date-time"],
    brand: ["Brand", "tree"],
    pk: ["ID", "id"],
  },
  Context: {
    context: ["Context", "tree"],
  },
};
