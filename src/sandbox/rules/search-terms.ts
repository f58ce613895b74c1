import type { Rules } from "../versions/rules.ts";

/** Text that contains a quoted part, or anything up to whitespace. */
const TOKEN = /(?:[^\s'"]*(?:(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')[^\s'"]*)+)|\S+/gu;

/**
 * The terms of a `search` parameter, all of which must match.
 * @returns null for text that the server rejects (with a NUL character, since 2025.4)
 */
export function searchTerms(text: string, rules: Rules): readonly string[] | null {
  if (rules.search_nul === "refused" && text.includes("\0")) return null;
  const clean = text.replaceAll("\0", "");
  if (!rules.search_quotes) return clean.replaceAll(",", " ").split(/\s+/).filter(Boolean);
  return (clean.match(TOKEN) ?? []).flatMap(termsOf);
}

/** A quoted phrase is one term; anything else is split at commas. */
function termsOf(token: string): string[] {
  const bare = token.replace(/^,+|,+$/g, "");
  const quote = bare[0];
  if ((quote === '"' || quote === "'") && bare.at(-1) === quote) {
    return [bare.slice(1, -1).replaceAll(`\\${quote}`, quote).replaceAll("\\\\", "\\")];
  }
  return bare.split(",").filter(Boolean);
}

/** Whether every term occurs in at least one of the texts, ignoring case. */
export function matches(terms: readonly string[], texts: readonly string[]): boolean {
  const folded = texts.map(fold);
  return terms.every((term) => {
    const wanted = fold(term);
    return folded.some((text) => text.includes(wanted));
  });
}

/** Converts to upper case letter by letter, because a database does not turn `ß` into `SS`. */
function fold(text: string): string {
  const upper = text.toUpperCase();
  if (upper.length === text.length) return upper;
  return Array.from(text, (letter) => {
    const capital = letter.toUpperCase();
    return capital.length === letter.length ? capital : letter;
  }).join("");
}
