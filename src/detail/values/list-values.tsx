import type { ReactNode } from "react";
import { isObject, type JsonValue } from "../../api/wire/json.ts";
import { formatCount } from "../../ui/text/format.ts";
import { AttributesTree } from "./attributes-tree.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { linkFor, NestedLink, type ObjectLink } from "./object-link.tsx";
import styles from "./object-view.module.css";
import { Address, ByJsonType, Id, Muted } from "./simple-values.tsx";
import { ServerText } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";

/** Lists of ids beyond this length start closed. */
const SHORT = 5;
/** Lists of names matter more: they start open up to this length. */
const SHORT_OF_NAMES = 20;

interface FoldedListProps {
  count: number;
  openUpTo: number;
  children: () => ReactNode;
}

function FoldedList({ count, openUpTo, children }: FoldedListProps) {
  const list = () => <ul className={styles["list"]}>{children()}</ul>;
  if (count <= openUpTo) return list();
  return <Disclosure summary={`${formatCount(count)} entries`}>{list}</Disclosure>;
}

interface ListProps {
  values: readonly JsonValue[];
  label: string;
  links: readonly ObjectLink[];
}

/** Ids, each with its object's name where a link is known for it. */
export function IdList({ values, label, links }: ListProps) {
  return (
    <FoldedList count={values.length} openUpTo={SHORT}>
      {() =>
        values.map((value, index) => (
          <li key={index}>
            <IdOrJson value={value} label={label} links={links} />
          </li>
        ))
      }
    </FoldedList>
  );
}

function IdOrJson({ value, label, links }: { value: JsonValue } & Omit<ListProps, "values">) {
  if (typeof value !== "string" && typeof value !== "number") return <ByJsonType value={value} />;
  const id = String(value);
  const link = linkFor(id, links);
  return (
    <>
      {link !== undefined && <NestedLink link={link} />}
      <Id id={id} label={`${label} ${id}`} />
    </>
  );
}

/** Nested objects by name: a link to the next step where there is one, else all their fields, collapsed. */
export function ObjectList({ values, links }: Omit<ListProps, "label">) {
  return (
    <FoldedList count={values.length} openUpTo={SHORT_OF_NAMES}>
      {() =>
        values.map((value, index) => (
          <li key={index}>
            <NestedObject value={value} link={linkFor(idOf(value), links)} />
          </li>
        ))
      }
    </FoldedList>
  );
}

interface NestedObjectProps {
  value: JsonValue;
  link: ObjectLink | undefined;
}

/** One nested object. */
export function NestedObject({ value, link }: NestedObjectProps) {
  if (link !== undefined) return <NestedLink link={link} />;
  if (!isObject(value)) return <ByJsonType value={value} />;
  return (
    <Disclosure summary={<ServerText>{nameOf(value)}</ServerText>}>
      {() => <AttributesTree value={value} />}
    </Disclosure>
  );
}

function idOf(value: JsonValue): string {
  const pk = isObject(value) ? value["pk"] : undefined;
  return typeof pk === "string" || typeof pk === "number" ? String(pk) : "";
}

function nameOf(value: JsonValue): string {
  if (!isObject(value)) return "";
  const names = [value["name"], value["username"], value["slug"], idOf(value)];
  return names.find((name) => typeof name === "string" && name !== "")?.toString() ?? "object";
}

interface RedirectUrisProps {
  /** A newline-separated text (early 2024) or a list of `{url, matching_mode, redirect_uri_type}`. */
  value: JsonValue;
}

/** Redirect URIs, one per line, with how each is matched. As text: they are the client's, not links to open here. */
export function RedirectUris({ value }: RedirectUrisProps) {
  const uris = typeof value === "string" ? value.split(/\r?\n/).filter((uri) => uri !== "") : value;
  if (!Array.isArray(uris)) return <ByJsonType value={value} />;
  if (uris.length === 0) return <Muted>none</Muted>;
  return (
    <FoldedList count={uris.length} openUpTo={SHORT_OF_NAMES}>
      {() =>
        uris.map((uri, index) => (
          <li key={index}>
            <RedirectUri value={uri} />
          </li>
        ))
      }
    </FoldedList>
  );
}

function RedirectUri({ value }: RedirectUrisProps) {
  const url = isObject(value) ? value["url"] : value;
  if (typeof url !== "string") return <ByJsonType value={value} />;
  const { url: _shown, ...rest } = isObject(value) ? value : {};
  const badges = Object.entries(rest).filter(([, text]) => text !== null && text !== "");
  return (
    <span className={styles["copied"]}>
      <span>
        {url === "" ? <Muted>empty</Muted> : <Address text={url} />}
        {badges.map(([name, text]) => (
          <span key={name} className={styles["chip"]} title={visible(name)}>
            <ServerText>{typeof text === "string" ? text : JSON.stringify(text)}</ServerText>
          </span>
        ))}
      </span>
      <CopyButton label={`redirect URI ${url}`} value={url} />
    </span>
  );
}
