import type { SearchField } from "./parse-search.ts";

export function unknownField(name: string, fields: readonly SearchField[]): string {
  const names = fields.map((field) => field.name).join(", ");
  return `“${name}” is not a field of this list (${names}). Put it in quotes to search for it as text.`;
}

export function noOr(operator: string): string {
  return `“${operator}” is not supported: rows must match every word. Search for one word at a time, or put it in quotes to find it as text.`;
}

export function noWildcard(parts: readonly string[], not: boolean): string {
  if (parts.length === 0) return "“*” alone would match every row: clear the search instead.";
  const words = parts.map((part) => `“${part}”`).join(" and ");
  if (not && parts.length > 1)
    return `“*” is not a wildcard: search without ${words} one at a time.`;
  return `“*” is not a wildcard, and parts of words match anyway: searching for ${words}. Use quotes to find a “*”.`;
}
