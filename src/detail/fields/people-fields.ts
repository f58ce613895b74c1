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

/** A role. */
export const ROLE_FIELDS: FieldTable = {
  Role: {
    name: ["Name", "text"],
    pk: ["ID", "id"],
  },
};

/** An authorization code, and what the tokens that came of one add. */
export const AUTHORIZATION_CODE_FIELDS: FieldTable = {
  Grant: {
    user: ["User", "object"],
    provider: ["Provider", "object"],
    scope: ["Scopes", "scopes"],
    expires: ["Expires", "date-time"],
    is_expired: ["Expired when answered", "boolean"],
    revoked: ["Revoked", "boolean"],
    id_token: ["ID token", "secret"],
    pk: ["ID", "id"],
  },
};
