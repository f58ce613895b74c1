import type { ReactNode } from "react";
import type { JsonObject } from "../../api/wire/json.ts";
import { FieldValue } from "./field-value.tsx";
import {
  describeField,
  fieldGroups,
  type FieldGroup,
  type NamedField,
  type ObjectKind,
} from "../fields/labels.ts";
import type { ObjectLink } from "./object-link.tsx";
import { ServerText } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";
import styles from "./object-view.module.css";

/** Links to nested objects, by the field that names them. */
export type FieldLinks = Readonly<Record<string, readonly ObjectLink[]>>;

interface ObjectViewProps {
  kind: ObjectKind;
  /** The raw object, redacted: every field of it is shown. */
  object: JsonObject;
  links?: FieldLinks | undefined;
  /** Shows only these fields, if the object has them, under one title. */
  only?: { title: string; fields: readonly string[] } | undefined;
}

const NO_LINKS: readonly ObjectLink[] = [];

/** An object's fields in labelled groups, the unknown ones under "Other". */
export function ObjectView({ kind, object, links, only }: ObjectViewProps) {
  const groups = only === undefined ? fieldGroups(kind, object) : [selection(kind, object, only)];
  return groups.map((group) => (
    <section key={group.title} className={styles["group"]}>
      <h3 className={styles["title"]}>{group.title}</h3>
      <dl>
        {group.fields.map((field) => (
          <Row key={field.name} field={field} alone={field.label === group.title}>
            <FieldValue
              field={field}
              value={object[field.name] ?? null}
              links={linksOf(links, field.name)}
            />
          </Row>
        ))}
      </dl>
    </section>
  ));
}

interface RowProps {
  field: NamedField;
  /** The label repeats the group's title: it is hidden, and the value takes the whole width. */
  alone: boolean;
  children: ReactNode;
}

function Row({ field, alone, children }: RowProps) {
  const row = styles["row"] ?? "";
  return (
    <div className={alone ? `${row} ${styles["wide"] ?? ""}` : row}>
      <dt className={alone ? "visually-hidden" : styles["label"]} title={visible(field.name)}>
        <ServerText>{field.label}</ServerText>
      </dt>
      <dd className={styles["value"]}>{children}</dd>
    </div>
  );
}

function linksOf(links: FieldLinks | undefined, name: string): readonly ObjectLink[] {
  return (links !== undefined && Object.hasOwn(links, name) && links[name]) || NO_LINKS;
}

function selection(
  kind: ObjectKind,
  object: JsonObject,
  only: { title: string; fields: readonly string[] },
): FieldGroup {
  const names = only.fields.filter((name) => Object.hasOwn(object, name));
  return { title: only.title, fields: names.map((name) => describeField(kind, name)) };
}
