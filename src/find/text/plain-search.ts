/**
 * Whether every server's own search takes a text for what it is: without quotes and signs that some unwrap, refuse or
 * cut at, and composed, since a database compares letter by letter.
 */
export function isPlain(text: string): boolean {
  return !/["'\\]|\p{Cc}|\p{Cs}/u.test(text) && text === text.normalize("NFC");
}

/** Whether a search is nothing but plain words, none of them kept to a field: the server can be asked for it. */
export function isPlainSearch(text: string): boolean {
  return isPlain(text) && !text.includes(":");
}
