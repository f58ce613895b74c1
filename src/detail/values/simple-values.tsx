import { isObject, type JsonValue } from "../../api/wire/json.ts";
import { WITHHELD } from "../../api/wire/redact.ts";
import { AttributesTree } from "./attributes-tree.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { CutText } from "../../ui/text/cut-text.tsx";
import { enumWords } from "../fields/labels.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import styles from "./object-view.module.css";

interface MutedProps {
  children: string;
}

/** A word instead of a value: none, empty, withheld. */
export function Muted({ children }: MutedProps) {
  return <span className={styles["muted"]}>{children}</span>;
}

interface TextProps {
  text: string;
}

/** Untrusted text; never a link, even if it looks like one. */
export function PlainText({ text }: TextProps) {
  return (
    <span className={styles["text"]}>
      <CutText text={text} />
    </span>
  );
}

/** A URL as text, not a link, because it is untrusted. */
export function Address({ text }: TextProps) {
  return (
    <code className={styles["mono"]}>
      <CutText text={text} />
    </code>
  );
}

interface IdProps {
  id: string;
  /** The copy button is named "Copy <label>". */
  label: string;
}

/** A uuid or another id, with a copy button. */
export function Id({ id, label }: IdProps) {
  return (
    <span className={styles["copied"]}>
      <Address text={id} />
      <CopyButton label={label} value={id} />
    </span>
  );
}

/** An enum value: its label, and the API's own value where the label differs from it. */
export function EnumValue({ text }: TextProps) {
  const words = enumWords(text);
  return (
    <span className={styles["text"]}>
      <ServerText>{words}</ServerText>
      {words.toLowerCase() !== text.toLowerCase() && (
        <>
          {" "}
          <code className={styles["muted"]}>
            <ServerText>{text}</ServerText>
          </code>
        </>
      )}
    </span>
  );
}

interface ChipsProps {
  texts: readonly string[];
}

/** Short texts as chips. */
export function Chips({ texts }: ChipsProps) {
  return (
    <ul className={styles["chips"]}>
      {texts.map((text) => (
        <li key={text} className={styles["chip"]}>
          <ServerText>{text}</ServerText>
        </li>
      ))}
    </ul>
  );
}

interface JsonProps {
  value: JsonValue;
}

/** A value rendered by nothing but its JSON type. */
export function ByJsonType({ value }: JsonProps) {
  if (value === null) return <Muted>none</Muted>;
  if (value === "") return <Muted>empty</Muted>;
  if (value === WITHHELD) return <Muted>withheld</Muted>;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return <Address text={String(value)} />;
  if (Array.isArray(value) && value.length === 0) return <Muted>none</Muted>;
  if (Array.isArray(value) || isObject(value)) return <AttributesTree value={value} />;
  return <PlainText text={value} />;
}
