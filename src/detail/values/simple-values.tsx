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

/** A word in the place of a value: none, empty, withheld. */
export function Muted({ children }: MutedProps) {
  return <span className={styles["muted"]}>{children}</span>;
}

interface TextProps {
  text: string;
}

/** Text from outside; never a link, whatever it looks like. */
export function PlainText({ text }: TextProps) {
  return (
    <span className={styles["text"]}>
      <CutText text={text} />
    </span>
  );
}

/** An address: as text, because it comes from outside. */
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

/** A uuid or another id, to be copied. */
export function Id({ id, label }: IdProps) {
  return (
    <span className={styles["copied"]}>
      <Address text={id} />
      <CopyButton label={label} value={id} />
    </span>
  );
}

/** A value of a fixed set: in words, and as the API writes it where the words do not show it. */
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

/** Short words side by side. */
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

/** A value of which nothing but its JSON type is known. */
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
