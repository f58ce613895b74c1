import { partsOf } from "./visible.ts";

/** Escapes the invisible characters of a JSON text, which then still means the same. */
export function escaped(json: string): string {
  return partsOf(json)
    .map((part, at) => (at % 2 ? part.replace(/[^]/g, escapeOf) : part))
    .join("");
}

function escapeOf(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** The text without invisible characters. */
export function seen(text: string): string {
  return partsOf(text)
    .filter((_, at) => at % 2 === 0)
    .join("");
}
