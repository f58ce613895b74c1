/**
 * Whether every server's own search takes a text literally. Not so with quotes and control characters, which some
 * servers unwrap, refuse or cut at. And only NFC text is safe, because a database compares code point by code point.
 */
export function isPlain(text: string): boolean {
  return !/["'\\]|\p{Cc}|\p{Cs}/u.test(text) && text === text.normalize("NFC");
}

/** Whether a search has nothing but plain words and no `field:` prefix, so that the server can run it. */
export function isPlainSearch(text: string): boolean {
  return isPlain(text) && !text.includes(":");
}
