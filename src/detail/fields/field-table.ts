/** How a field's value is rendered if its JSON type fits; otherwise it is rendered by its JSON type. */
type FieldKind =
  | "text"
  | "boolean"
  | "date-time"
  | "duration"
  | "id"
  | "id-list"
  | "url"
  | "redirect-uris"
  | "tree"
  | "claims"
  | "secret"
  | "scopes"
  | "enum"
  | "enum-list"
  | "object"
  | "object-list"
  | "avatar"
  | "json";

export interface Field {
  label: string;
  group: string;
  kind: FieldKind;
}

/** The known fields of one kind of object: groups in order, each with its fields in order. */
export type FieldTable = Readonly<
  Record<string, Readonly<Record<string, readonly [label: string, kind: FieldKind]>>>
>;
