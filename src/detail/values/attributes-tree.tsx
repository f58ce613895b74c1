import { useState } from "react";
import { isObject, type JsonValue } from "../../api/wire/json.ts";
import { WITHHELD } from "../../api/wire/redact.ts";
import { Button } from "../../ui/button.tsx";
import { formatCount } from "../../ui/text/format.ts";
import styles from "./attributes-tree.module.css";
import { CutText } from "../../ui/text/cut-text.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { ServerText } from "../../ui/text/server-text.tsx";

/** Entries of one object or list shown at first. */
const SHOWN = 50;
/** Branches with no more entries than this start open, down to OPEN_DEPTH. */
const OPEN_ENTRIES = 12;
const OPEN_DEPTH = 2;

interface AttributesTreeProps {
  value: JsonValue;
}

/**
 * Any JSON value as a tree of native disclosures. Closed branches are not rendered, so neither depth nor
 * size costs anything until a branch is opened. Strings are shown in quotes: "true" is not true.
 */
export function AttributesTree({ value }: AttributesTreeProps) {
  return isBranch(value) && entriesOf(value).length > 0 ? (
    <Branch value={value} depth={0} />
  ) : (
    <Leaf value={value} />
  );
}

interface NodeProps {
  value: JsonValue;
  depth: number;
}

function Branch({ value, depth }: NodeProps) {
  const [whole, setWhole] = useState(false);
  const entries = entriesOf(value);
  const shown = whole ? entries : entries.slice(0, SHOWN);
  return (
    <ul className={styles["branch"]}>
      {shown.map(([key, child]) => (
        <li key={key} className={styles["entry"]}>
          <Entry name={key} value={child} depth={depth} />
        </li>
      ))}
      {shown.length < entries.length && (
        <li className={styles["entry"]}>
          <Button look="link" onClick={() => setWhole(true)}>
            Show all {formatCount(entries.length)} entries
          </Button>
        </li>
      )}
    </ul>
  );
}

interface EntryProps extends NodeProps {
  name: string;
}

function Entry({ name, value, depth }: EntryProps) {
  const key = (
    <span className={styles["key"]}>
      <ServerText>{name === "" ? '""' : name}</ServerText>
    </span>
  );
  const size = isBranch(value) ? entriesOf(value).length : 0;
  if (size === 0) {
    return (
      <>
        {key} <Leaf value={value} />
      </>
    );
  }
  return (
    <Disclosure
      startsOpen={depth < OPEN_DEPTH && size <= OPEN_ENTRIES}
      summary={
        <>
          {key} <span className={styles["muted"]}>{sizeWords(value, size)}</span>
        </>
      }
    >
      {() => <Branch value={value} depth={depth + 1} />}
    </Disclosure>
  );
}

function Leaf({ value }: { value: JsonValue }) {
  if (value === WITHHELD) return <span className={styles["muted"]}>withheld</span>;
  if (typeof value === "string") {
    return (
      <span className={styles["text"]}>
        &quot;
        <CutText text={value} />
        &quot;
      </span>
    );
  }
  if (typeof value === "object" && value !== null) {
    return (
      <span className={styles["muted"]}>
        {Array.isArray(value) ? "empty list" : "empty object"}
      </span>
    );
  }
  return <span className={styles["literal"]}>{String(value)}</span>;
}

function isBranch(value: JsonValue): boolean {
  return Array.isArray(value) || isObject(value);
}

function entriesOf(value: JsonValue): [string, JsonValue][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function sizeWords(value: JsonValue, size: number): string {
  if (Array.isArray(value)) return size === 1 ? "1 item" : `${formatCount(size)} items`;
  return size === 1 ? "1 entry" : `${formatCount(size)} entries`;
}
