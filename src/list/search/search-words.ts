/** A URL search string in readable form: "provider=9 · ordering=-expires". */
export function searchWords(search: string): string {
  const words = [...new URLSearchParams(search)].map(([param, value]) => `${param}=${value}`);
  return words.length === 0 ? "the default list" : words.join(" · ");
}
