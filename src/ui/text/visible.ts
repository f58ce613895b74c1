/*
 * Invisible characters: controls, lone surrogates, line separators, default-ignorable characters of Unicode
 * (bidirectional controls, zero-width and filler characters, tags, variation selectors), the Braille blank, and
 * combining marks beyond the eighth on one letter. Not included are those that a script or emoji needs: a joiner
 * within Arabic, Mongolian or an Indic script, or between two pictographs; a variation selector after a character
 * that has variants; the tags of a flag; tabs and line ends.
 */
const UNSEEN =
  /((?:(?=[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{DI}\u2800\ufff9-\ufffb])(?!\t|\r?\n|(?<=[\u0600-\u07ff\u1807-\u18aa])[\u200c\u200d](?=[\u0600-\u07ff\u1807-\u18aa])|(?<=[\u0900-\u0dff\u1000-\u109f\u1780-\u17d3])[\u200c\u200d]|(?<=\p{ExtPict}[\ufe0f\p{EMod}]?)\u200d(?=\p{ExtPict})|(?<=[\p{ExtPict}#*\d])[\ufe0e\ufe0f]|(?<=\p{sc=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]|(?<=[\u1807-\u18aa])[\u180b-\u180f]|(?<=\u{1f3f4}[\u{e0062}-\u{e0077}]{0,5})[\u{e0062}-\u{e0077}\u{e007f}])[^]|\p{M}(?<=\p{M}{9}))+)/u;

/** The maximum of characters (UTF-16 units) of a text in one line. */
export const SHORT = 300;

/** Truncates a text with "…", never within a surrogate pair. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** Splits a text into visible and invisible parts in turn; the invisible ones have the odd indexes. */
export function partsOf(text: string): string[] {
  return text.split(UNSEEN);
}

/** The code points of characters: "U+202E", "U+0301 U+0302 U+0303 +54". */
export function codesOf(characters: string): string {
  const codes = [...characters].map(
    (one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
  const more = codes.length - 3;
  return codes.slice(0, 3).join(" ") + (more > 0 ? ` +${more}` : "");
}

/**
 * Untrusted text for places that take only plain text (a title, a label, an input): truncated, with invisible
 * characters as code points: "gpj‹U+202E›exe".
 */
export function visible(text: string): string {
  return named(partsOf(cut(text, SHORT)));
}

/** Joins the parts of a text again, with invisible characters as code points. */
export function named(parts: readonly string[]): string {
  return parts.map((part, at) => (at % 2 ? `‹${codesOf(part)}›` : part)).join("");
}

/** Compares names regardless of case. */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
