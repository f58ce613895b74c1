import { readNumericId, readHyphenated } from "../../model/ids.ts";
import { readMoment } from "../../model/moment.ts";
import { fold } from "./fold.ts";
import { noOr, noWildcard, unknownField } from "./mistake-words.ts";
import { isPlain } from "./plain-search.ts";
import { readValue, SEPARATOR } from "./read-value.ts";

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
  /** Rows that it matches are left out. */
  readonly not: boolean;
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

const FIELD = /^([a-z][a-z_]*):(?!\/\/)/i;
const OPERATOR = /^(?:AND|OR|NOT|\|{1,2})(?=[\s,]|$)/;
/** A hyphen by itself, or two of them, are a word. */
const MINUS = /^-(?=[^\s,-])/;
/** A number in groups, whose separators would otherwise part it: 103,364. */
const GROUPED =
  /^#?[\d\uff10-\uff19]{1,3}(?:[,'’\u00a0\u2009\u202f][\d\uff10-\uff19]{3})+(?=[\s,]|$)(?![,\u00a0\u2009\u202f]\d)/;

/** What leads over to the next term: AND, NOT or a minus. */
interface Lead {
  from: number;
  to: number;
  not: boolean;
}

/**
 * Parses the text of a search: words and "quoted phrases", all of which must match, in any field or in one, as in
 * `user:jane` or `user:"jane doe"`, or must not, as in `-user:jane`. Quotes, minus and digits may be those of word
 * processors or full-width. Never throws: what cannot be parsed is left out and reported as a mistake.
 */
export function parseSearch(text: string, fields: readonly SearchField[]): SearchText {
  const terms: SearchTerm[] = [];
  const mistakes: SearchMistake[] = [];
  const plain = fold(text);
  const id = fields.find(({ isId }) => isId);
  let lead = null as Lead | null;
  let at = 0;

  while (at < text.length) {
    if (SEPARATOR.test(text[at] ?? "")) {
      at += 1;
      continue;
    }
    const rest = plain.slice(at);
    const from: number = lead?.from ?? at;
    const [operator] = OPERATOR.exec(rest) ?? MINUS.exec(rest) ?? [];
    if (operator !== undefined) {
      const to: number = at + operator.length;
      if (/[|O]R?/.test(operator) && operator !== "NOT") {
        mistakes.push({ from: at, to, message: noOr(text.slice(at, to)) });
      } else lead = { from, to, not: (lead?.not ?? false) !== (operator !== "AND") };
      at = to;
      continue;
    }
    const not: boolean = lead?.not ?? false;
    lead = null;
    const prefix = prefixAt(plain, at, fields);
    const start = prefix?.end ?? at;
    const isNumber = id !== undefined && (prefix === null || prefix.field === id);
    const [grouped] = (isNumber && GROUPED.exec(text.slice(start))) || [];
    const value = grouped ? wordOf(grouped, start) : readValue(text, start);
    at = value.end;
    const isHash = prefix === null && isNumber && /^#(?=\d)/.test(rest);
    const field = isHash && readNumericId(value.text) !== null ? id : prefix?.field;
    const problem =
      prefix === null || field !== undefined
        ? problemOf(field, value)
        : unknownField(prefix.name, fields);
    if (problem !== null) {
      mistakes.push({ from, to: at, message: problem });
      continue;
    }
    const read = grouped ? (readNumericId(grouped) ?? grouped) : valueOf(field, value.text);
    const isWild = !value.quoted && !field?.values && read.includes("*");
    const parts = isWild ? read.split(/\*+/).filter(Boolean) : [read];
    // Without each of the parts is more than without both in turn.
    if (parts.length === 1 || !not) {
      for (const part of parts)
        terms.push({ field: field?.name ?? null, text: part, not, from, to: at });
    }
    if (isWild) mistakes.push({ from, to: at, message: noWildcard(parts, not) });
    if (value.isUnclosed) {
      mistakes.push({
        from: value.start,
        to: at,
        message: "This quote is not closed: everything after it counts as one phrase.",
      });
    }
  }
  if (lead !== null) {
    const { from, to } = lead;
    mistakes.push({ from, to, message: `“${text.slice(from, to)}” needs a word after it.` });
  }
  return { terms, mistakes };
}

/** The inverse of `parseSearch`: a text that parses to these terms. */
export function printSearch(terms: readonly PrintedTerm[]): string {
  return terms
    .map(
      ({ field, text, not }) => (not ? "-" : "") + (field ? `${field}:` : "") + quoted(text, field),
    )
    .join(" ");
}

/** Whether every server's own search takes a term literally: a plain word for any field. */
export function isPlainWord({ field, text, not }: PrintedTerm): boolean {
  return field === null && !not && !/[\s,]/.test(text) && isPlain(text);
}

type PrintedTerm = Pick<SearchTerm, "field" | "text"> & Partial<Pick<SearchTerm, "not">>;

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

type Value = ReturnType<typeof readValue>;

function wordOf(text: string, start: number): Value {
  return { text, start, end: start + text.length, quoted: true, isUnclosed: false };
}

/** A value as the rows have it: ids without what stands around them, states in lower case. */
function valueOf(field: SearchField | undefined, text: string): string {
  const moment = field?.isTime ? readMoment(fold(text)) : null;
  if (moment !== null) return moment;
  if (field?.values) return fold(text).toLowerCase();
  if (field?.isId) return readNumericId(text) ?? text;
  return (field?.name === "id" && readHyphenated(text)) || text;
}

function problemOf(field: SearchField | undefined, value: Value): string | null {
  if (value.text === "") {
    if (field === undefined) return "The quotes are empty.";
    const { name, values } = field;
    return `${name}: needs ${values ? `one of ${values.join(", ")}` : "a value"}.`;
  }
  if (field?.isId && readNumericId(value.text) === null)
    return `${field.name}: must be a whole number.`;
  const read = valueOf(field, value.text);
  if (field?.values && !field.values.includes(read) && !(field.isTime && readMoment(read))) {
    const values = field.values.join(", ");
    if (!field.isTime) return `${field.name}: must be one of ${values}.`;
    return `${field.name}: must be ${values === "" ? "" : `${values}, or `}a time such as 2026-11-22T12:00Z.`;
  }
  return null;
}

/** Whether a text would be read in another way as it stands. */
const SPECIAL = /^["'<#-]|^(?:AND|OR|NOT)$|[\s,*|]|\d'\d/;

function quoted(text: string, field: string | null): string {
  const plain = fold(text);
  const needsNoQuotes = !SPECIAL.test(plain) && (field !== null || !FIELD.test(plain));
  return needsNoQuotes ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
}
