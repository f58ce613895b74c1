import { isObject, type JsonValue } from "../../api/wire/json.ts";
import { AttributesTree } from "./attributes-tree.tsx";
import { Avatar, isDataImage } from "./avatar.tsx";
import { DateTime, isDateTime } from "./date-time.tsx";
import { durationWords } from "../../model/duration-words.ts";
import type { NamedField } from "../fields/labels.ts";
import { IdList, NestedObject, ObjectList, RedirectUris } from "./list-values.tsx";
import { linkFor, NestedLink, type ObjectLink } from "./object-link.tsx";
import { Address, ByJsonType, Chips, EnumValue, Id, Muted, PlainText } from "./simple-values.tsx";
import { ServerText } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";

interface FieldValueProps {
  field: NamedField;
  value: JsonValue;
  /** Links to the objects this field names; one without id is for a single object. */
  links: readonly ObjectLink[];
}

/** What null means, by kind of field; otherwise "none". */
const NULL_WORDS: Partial<Record<NamedField["kind"], string>> = {
  "date-time": "never",
  // Omitted on request, or by this version: the field with the ids shows whether there are any.
  "object-list": "not in this answer",
};

/** One value, rendered by the kind of its field if its JSON type fits, else by its JSON type. */
export function FieldValue({ field, value, links }: FieldValueProps) {
  if (field.kind === "secret") return <Secret value={value} />;
  if (value === null) return <Muted>{NULL_WORDS[field.kind] ?? "none"}</Muted>;
  if (value === "") return <Muted>empty</Muted>;
  if (typeof value === "string" || typeof value === "number") {
    return <Scalar field={field} value={value} links={links} />;
  }
  if (Array.isArray(value) && value.length > 0) {
    return <List field={field} value={value} links={links} />;
  }
  if (isObject(value)) {
    if (field.kind === "object") return <NestedObject value={value} link={links[0]} />;
    return <AttributesTree value={value} />;
  }
  return <ByJsonType value={value} />;
}

/** Claims are sent as a JSON string. */
function Claims({ text }: { text: string }) {
  const claims = parseJson(text);
  return claims === undefined ? <Secret value={text} /> : <AttributesTree value={claims} />;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Never shows the value, so that a secret that slipped through redaction stays hidden. */
function Secret({ value }: { value: JsonValue }) {
  if (value === null) return <Muted>none</Muted>;
  return <Muted>{value === "" ? "empty" : "withheld"}</Muted>;
}

function Scalar({ field, value, links }: FieldValueProps & { value: string | number }) {
  const text = String(value);
  const link = linkFor(text, links) ?? links.find((one) => one.id === undefined);
  switch (field.kind) {
    case "text":
      return <PlainText text={text} />;
    case "url":
      return <Address text={text} />;
    case "duration":
      return (
        <span title={visible(text)}>
          <ServerText>{durationWords(text)}</ServerText>
        </span>
      );
    case "date-time":
      return isDateTime(text) ? <DateTime iso={text} /> : <PlainText text={text} />;
    case "claims":
      return <Claims text={text} />;
    case "enum":
      return <EnumValue text={text} />;
    case "redirect-uris":
      return <RedirectUris value={value} />;
    case "avatar":
      return isDataImage(text) ? <Avatar src={text} name="" /> : <Address text={text} />;
    case "id":
    case "object":
      return (
        <>
          {link !== undefined && <NestedLink link={link} />}
          <Id id={text} label={field.label} />
        </>
      );
    default:
      return <ByJsonType value={value} />;
  }
}

function List({ field, value, links }: FieldValueProps & { value: JsonValue[] }) {
  const texts = value.filter((one) => typeof one === "string");
  switch (field.kind) {
    case "scopes":
    case "enum-list":
      if (texts.length < value.length) return <AttributesTree value={value} />;
      return <Chips texts={[...new Set(texts)].toSorted()} />;
    case "id-list":
      return <IdList values={value} label={field.label} links={links} />;
    case "object-list":
      return <ObjectList values={value} links={links} />;
    case "redirect-uris":
      return <RedirectUris value={value} />;
    default:
      return <AttributesTree value={value} />;
  }
}
