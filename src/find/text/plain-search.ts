/** Characters that stand for plain ones, see `fold`; those for spaces apart. */
const FOLDED = /[\u00ab\u00bb\u2010-\u201f\u2039\u203a\u2212\u300c-\u300f\uff01-\uff5e]/;

/**
 * Whether every server's own search takes a text literally. Not so with quotes and control characters, which some
 * servers unwrap, refuse or cut at. And only NFC text is safe, because a database compares code point by code point.
 */
export function isPlain(text: string): boolean {
  return (
    !/["'\\]|\p{Cc}|\p{Cs}/u.test(text) && !FOLDED.test(text) && text === text.normalize("NFC")
  );
}

/**
 * Whether a search has nothing but plain words, so that the server can run it: no `field:`, and nothing else that
 * `parseSearch` reads in a way of its own.
 */
export function isPlainSearch(text: string): boolean {
  return (
    isPlain(text) && !/[:*|<#]|[^\S ]|\d,\d|(?:^|[ ,])(?:-|(?:AND|OR|NOT)(?![^ ,]))/.test(text)
  );
}
