import type { FieldTable } from "./field-table.ts";

/** A group, 2024.8 to 2026.8: one parent up to 2025.10, several later. */
export const GROUP_FIELDS: FieldTable = {
  Group: {
    name: ["Name", "text"],
    is_superuser: ["Makes superusers", "boolean"],
    pk: ["ID", "id"],
    num_pk: ["Numeric ID", "id"],
  },
  "Parents and children": {
    parent_name: ["Parent", "text"],
    parent: ["Parent ID", "id"],
    parents_obj: ["Parents", "object-list"],
    parents: ["Parent IDs", "id-list"],
    children_obj: ["Children", "object-list"],
    children: ["Child IDs", "id-list"],
  },
  "Members and roles": {
    users_obj: ["Members", "object-list"],
    users: ["Member IDs", "id-list"],
    roles_obj: ["Roles", "object-list"],
    roles: ["Role IDs", "id-list"],
    inherited_roles_obj: ["Inherited roles", "object-list"],
  },
  Attributes: {
    attributes: ["Attributes", "tree"],
  },
};
