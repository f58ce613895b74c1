/*
 * What a text may hold and nobody would see: controls, half characters, line separators, whatever Unicode says is
 * ignored in display (bidirectional controls, zero-width and filler characters, tags, selectors), the blank of
 * Braille, and combining marks beyond the eighth on one letter. Left out is what some script or emoji is written
 * with: a joiner within Arabic, Mongolian or an Indic script, or between two pictures; a selector after what it
 * selects a form of; the tags of a flag; tabs and line ends.
 */
const UNSEEN =
  /((?:(?=[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{DI}\u2800\ufff9-\ufffb])(?!\t|\r?\n|(?<=[\u0600-\u07ff\u1807-\u18aa])[\u200c\u200d](?=[\u0600-\u07ff\u1807-\u18aa])|(?<=[\u0900-\u0dff\u1000-\u109f\u1780-\u17d3])[\u200c\u200d]|(?<=\p{ExtPict}[\ufe0f\p{EMod}]?)\u200d(?=\p{ExtPict})|(?<=[\p{ExtPict}#*\d])[\ufe0e\ufe0f]|(?<=\p{sc=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]|(?<=[\u1807-\u18aa])[\u180b-\u180f]|(?<=\u{1f3f4}[\u{e0062}-\u{e0077}]{0,5})[\u{e0062}-\u{e0077}\u{e007f}])[^]|\p{M}(?<=\p{M}{9}))+)/u;

/** Characters (UTF-16 units) of a text that stands where one line is meant. */
export const SHORT = 300;

/** The first characters of a text, never half of one; "…" says that there is more. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** The text in turns: what is to be seen, and what would not be, which has the odd places. */
export function partsOf(text: string): string[] {
  return text.split(UNSEEN);
}

/** The names of characters: "U+202E", "U+0301 U+0302 U+0303 +54". */
export function codesOf(characters: string): string {
  const codes = [...characters].map((one) => `U+${hex(one.codePointAt(0) ?? 0).toUpperCase()}`);
  const more = codes.length - 3;
  return codes.slice(0, 3).join(" ") + (more > 0 ? ` +${more}` : "");
}

/**
 * A text from outside for a place that takes only text (a title, a label, an input), short, with what would not be
 * seen named: "gpj‹U+202E›exe".
 */
export function visible(text: string): string {
  return named(partsOf(cut(text, SHORT)));
}

/** The parts of a text as one again, with what would not be seen named. */
export function named(parts: readonly string[]): string {
  return parts.map((part, at) => (at % 2 ? `‹${codesOf(part)}›` : part)).join("");
}

/** Text without what would not be seen. */
export function seen(text: string): string {
  return partsOf(text)
    .filter((_, at) => at % 2 === 0)
    .join("");
}

/** JSON's text for reading: what would not be seen is written as its escape, so that it says the same. */
export function escaped(json: string): string {
  return partsOf(json)
    .map((part, at) => (at % 2 ? part.replace(/[^]/g, escapeOf) : part))
    .join("");
}

function escapeOf(unit: string): string {
  return `\\u${hex(unit.charCodeAt(0))}`;
}

function hex(code: number): string {
  return code.toString(16).padStart(4, "0");
}
