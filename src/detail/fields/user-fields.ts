import type { FieldTable } from "./field-table.ts";

/** A user, 2024.8 to 2026.8. */
export const USER_FIELDS: FieldTable = {
  User: {
    name: ["Name", "text"],
    username: ["Username", "id"],
    email: ["E-mail", "text"],
    is_active: ["Active", "boolean"],
    is_superuser: ["Superuser", "boolean"],
    type: ["Type", "enum"],
    path: ["Path", "text"],
    avatar: ["Avatar", "avatar"],
  },
  "Groups and roles": {
    groups_obj: ["Groups", "object-list"],
    groups: ["Group IDs", "id-list"],
    roles_obj: ["Roles", "object-list"],
    roles: ["Role IDs", "id-list"],
  },
  Dates: {
    last_login: ["Last login", "date-time"],
    date_joined: ["Joined", "date-time"],
    password_change_date: ["Password changed", "date-time"],
    last_updated: ["Last updated", "date-time"],
  },
  Identifiers: {
    pk: ["ID", "id"],
    uuid: ["UUID", "id"],
    uid: ["UID", "id"],
  },
  Attributes: {
    attributes: ["Attributes", "tree"],
  },
};
