import { readMoment } from "../../model/moment.ts";
import { isPlain } from "./plain-search.ts";

/** A field to which a term can be limited, as in `user:jane`. */
export interface SearchField {
  readonly name: string;
  /** Other names for it. */
  readonly aliases?: readonly string[];
  /** What it searches, for the help text: "username, name, e-mail". */
  readonly about: string;
  /** All allowed values, if they are few. */
  readonly values?: readonly string[];
  /** Beside `values`, any moment with a zone: "2026-11-22T12:00:00Z", "now-20m". */
  readonly isTime?: boolean;
  /** Its values are whole numbers, which are compared as such. */
  readonly isId?: boolean;
}

/** One word or phrase of a search. */
export interface SearchTerm {
  /** null for any field. */
  readonly field: string | null;
  readonly text: string;
  /** Its span in the typed text. */
  readonly from: number;
  readonly to: number;
}

/** What could not be parsed, and where. The rest of the search still applies. */
export interface SearchMistake {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

interface SearchText {
  readonly terms: readonly SearchTerm[];
  readonly mistakes: readonly SearchMistake[];
}

/** What separates terms. The server splits here, too. */
const SEPARATOR = /[\s,]/;
const FIELD = /^([a-z][a-z_]*):(?!\/\/)/i;

/**
 * Parses the text of a search: words and "quoted phrases", all of which must match, in any field or in one, as in
 * `user:jane` or `user:"jane doe"`. Never throws: what cannot be parsed is left out and reported as a mistake.
 */
export function parseSearch(text: string, fields: readonly SearchField[]): SearchText {
  const terms: SearchTerm[] = [];
  const mistakes: SearchMistake[] = [];
  let at = 0;

  while (at < text.length) {
    if (SEPARATOR.test(text[at] ?? "")) {
      at += 1;
      continue;
    }
    const from = at;
    const prefix = prefixAt(text, at, fields);
    const value = readValue(text, prefix === null ? from : prefix.end);
    at = value.end;
    const problem =
      prefix === null || prefix.field !== undefined
        ? problemOf(prefix?.field, value)
        : unknownField(prefix.name, fields);
    if (problem !== null) mistakes.push({ from, to: at, message: problem });
    else {
      const field = prefix?.field;
      terms.push({
        field: field?.name ?? null,
        text: field?.values ? stateOf(field, value.text) : value.text,
        from,
        to: at,
      });
      if (value.isUnclosed) {
        mistakes.push({
          from: value.start,
          to: at,
          message: "This quote has no end: all that follows counts as one phrase.",
        });
      }
    }
  }
  return { terms, mistakes };
}

/** The inverse of `parseSearch`: a text that parses to these terms. */
export function printSearch(terms: readonly Pick<SearchTerm, "field" | "text">[]): string {
  return terms.map(({ field, text }) => (field ? `${field}:` : "") + quoted(text, field)).join(" ");
}

/** Whether every server's own search takes a term literally: a plain word for any field. */
export function isPlainWord({ field, text }: Pick<SearchTerm, "field" | "text">): boolean {
  return field === null && !/[\s,]/.test(text) && isPlain(text);
}

interface Prefix {
  name: string;
  field: SearchField | undefined;
  end: number;
}

/** The prefix `field:` at this offset. An unknown name with a second colon is no prefix: `urn:a:b` is a word. */
function prefixAt(text: string, at: number, fields: readonly SearchField[]): Prefix | null {
  const match = FIELD.exec(text.slice(at, at + 40));
  if (match === null) return null;
  const name = (match[1] ?? "").toLowerCase();
  const field = fields.find((one) => one.name === name || one.aliases?.includes(name));
  const end = at + match[0].length;
  if (field === undefined && /^[^\s,]*:/.test(text.slice(end))) return null;
  return { name, field, end };
}

interface Value {
  text: string;
  start: number;
  end: number;
  quoted: boolean;
  isUnclosed: boolean;
}

function readValue(text: string, start: number): Value {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && !SEPARATOR.test(text[end] ?? "")) end += 1;
    return { text: text.slice(start, end), start, end, quoted: false, isUnclosed: false };
  }
  let content = "";
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at] ?? "";
    const next = text[at + 1];
    if (char === '"') {
      return { text: content.trim(), start, end: at + 1, quoted: true, isUnclosed: false };
    }
    if (char === "\\" && (next === '"' || next === "\\")) {
      content += next;
      at += 1;
    } else content += char;
  }
  return { text: content.trim(), start, end: text.length, quoted: true, isUnclosed: true };
}

function problemOf(field: SearchField | undefined, value: Value): string | null {
  if (value.text === "") {
    if (field === undefined) return "There is nothing between the quotes.";
    const { name, values } = field;
    return `${name}: waits for ${values ? `one of ${values.join(", ")}` : "a value"}.`;
  }
  if (field?.isId && !/^\d{1,15}$/.test(value.text)) return `${field.name}: takes a whole number.`;
  if (field?.values && !isStateOf(field, value.text)) {
    const values = field.values.join(", ");
    if (!field.isTime) return `${field.name}: is one of ${values}.`;
    return `${field.name}: takes ${values === "" ? "" : `${values}, or `}a time such as 2026-11-22T12:00Z.`;
  }
  return null;
}

function stateOf({ isTime }: SearchField, text: string): string {
  return (isTime ? readMoment(text) : null) ?? text.toLowerCase();
}

function isStateOf(field: SearchField, text: string): boolean {
  return (
    field.values?.includes(text.toLowerCase()) === true ||
    (field.isTime === true && readMoment(text) !== null)
  );
}

function unknownField(name: string, fields: readonly SearchField[]): string {
  const names = fields.map((field) => field.name).join(", ");
  return `“${name}” is no field of this list (${names}). In quotes it is searched for as it stands.`;
}

function quoted(text: string, field: string | null): string {
  const needsNoQuotes = !/^"|[\s,]/.test(text) && (field !== null || !FIELD.test(text));
  return needsNoQuotes ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
}
