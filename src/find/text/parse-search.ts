import { isPlain } from "./plain-search.ts";

/** A field that words of a search can be kept to. */
export interface SearchField {
  readonly name: string;
  /** Other spellings that are understood. */
  readonly aliases?: readonly string[];
  /** What it looks at, for the explanation: "username, name, e-mail". */
  readonly about: string;
  /** All it can be, where that is a few words. */
  readonly values?: readonly string[];
  /** Its values are whole numbers, and must be equal. */
  readonly isId?: boolean;
}

/** One thing to be found. */
export interface SearchTerm {
  /** null: in any field. */
  readonly field: string | null;
  readonly text: string;
  /** Its place in what was typed. */
  readonly from: number;
  readonly to: number;
}

/** What was not understood, and where. The rest counts all the same. */
export interface SearchMistake {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

interface SearchText {
  readonly terms: readonly SearchTerm[];
  readonly mistakes: readonly SearchMistake[];
}

/** The server splits here too. */
const GAP = /[\s,]/;
const FIELD = /^([a-z][a-z_]*):(?!\/\/)/i;

/**
 * Reads the text of a search: words and "quoted phrases", all of which must be found, each alone or kept to a field as
 * in `user:jane` or `user:"jane doe"`. Never throws; what cannot be used is left out and told.
 */
export function parseSearch(text: string, fields: readonly SearchField[]): SearchText {
  const terms: SearchTerm[] = [];
  const mistakes: SearchMistake[] = [];
  let at = 0;

  while (at < text.length) {
    if (GAP.test(text[at] ?? "")) {
      at += 1;
      continue;
    }
    const from = at;
    const prefix = prefixAt(text, at, fields);
    const value = readValue(text, prefix === null ? from : prefix.end);
    at = value.end;
    const wrong =
      prefix === null || prefix.field !== undefined
        ? problemOf(prefix?.field, value)
        : unknownField(prefix.name, fields);
    if (wrong !== null) mistakes.push({ from, to: at, message: wrong });
    else {
      const said = value.text;
      const field = prefix?.field;
      terms.push({
        field: field?.name ?? null,
        text: field?.values ? said.toLowerCase() : said,
        from,
        to: at,
      });
      if (value.unclosed) {
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

/** A text that `parseSearch` reads as these terms again. */
export function printSearch(terms: readonly Pick<SearchTerm, "field" | "text">[]): string {
  return terms.map(({ field, text }) => (field ? `${field}:` : "") + quoted(text, field)).join(" ");
}

/** Whether a term means the same to every server's own search: a word in any field, without quotes or signs. */
export function isPlainWord({ field, text }: Pick<SearchTerm, "field" | "text">): boolean {
  return field === null && !/[\s,]/.test(text) && isPlain(text);
}

interface Prefix {
  name: string;
  field: SearchField | undefined;
  end: number;
}

/** `field:` at this place. A name that is none may stand before a single colon only: `urn:a:b` is a word. */
function prefixAt(text: string, at: number, fields: readonly SearchField[]): Prefix | null {
  const found = FIELD.exec(text.slice(at, at + 40));
  if (found === null) return null;
  const name = (found[1] ?? "").toLowerCase();
  const field = fields.find((one) => one.name === name || one.aliases?.includes(name));
  const end = at + found[0].length;
  if (field === undefined && /^[^\s,]*:/.test(text.slice(end))) return null;
  return { name, field, end };
}

interface Value {
  text: string;
  start: number;
  end: number;
  quoted: boolean;
  unclosed: boolean;
}

function readValue(text: string, start: number): Value {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && !GAP.test(text[end] ?? "")) end += 1;
    return { text: text.slice(start, end), start, end, quoted: false, unclosed: false };
  }
  let said = "";
  for (let at = start + 1; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    const next = text[at + 1];
    if (sign === '"') {
      return { text: said.trim(), start, end: at + 1, quoted: true, unclosed: false };
    }
    if (sign === "\\" && (next === '"' || next === "\\")) {
      said += next;
      at += 1;
    } else said += sign;
  }
  return { text: said.trim(), start, end: text.length, quoted: true, unclosed: true };
}

function problemOf(field: SearchField | undefined, value: Value): string | null {
  if (value.text === "") {
    if (field === undefined) return "There is nothing between the quotes.";
    const { name, values } = field;
    return `${name}: waits for ${values ? `one of ${values.join(", ")}` : "a value"}.`;
  }
  if (field?.isId && !/^\d{1,15}$/.test(value.text)) return `${field.name}: takes a whole number.`;
  if (field?.values && !field.values.includes(value.text.toLowerCase())) {
    return `${field.name}: is one of ${field.values.join(", ")}.`;
  }
  return null;
}

function unknownField(name: string, fields: readonly SearchField[]): string {
  const known = fields.map((field) => field.name).join(", ");
  return `“${name}” is no field of this list (${known}). In quotes it is searched for as it stands.`;
}

function quoted(text: string, field: string | null): string {
  const plain = !/^"|[\s,]/.test(text) && (field !== null || !FIELD.test(text));
  return plain ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
}
