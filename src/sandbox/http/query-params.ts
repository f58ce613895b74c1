/** How the server reads query parameters. */

/** The value of a parameter; the last one if it is repeated, null if it is missing. */
export function lastOf(query: URLSearchParams, name: string): string | null {
  return query.getAll(name).at(-1) ?? null;
}

const INTEGER = /^[+-]?\d+(_\d+)*$/;

/**
 * Reads a whole number as Python's `int()` does: blanks around it, a sign and underscores between
 * digits are allowed, `1.0` is not.
 * @returns null for anything else
 */
export function wholeNumber(text: string): number | null {
  const trimmed = text.trim();
  return INTEGER.test(trimmed) ? Number(trimmed.replaceAll("_", "")) : null;
}

/**
 * Reads a uuid in any spelling that Python accepts (capitals, no dashes, braces, `urn:uuid:`).
 * @returns the uuid in lower case with dashes, or null for anything else
 */
export function readUuid(text: string): string | null {
  const digits = text
    .replaceAll("urn:", "")
    .replaceAll("uuid:", "")
    .replace(/^[{}]+|[{}]+$/g, "")
    .replaceAll("-", "")
    .toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(digits)) return null;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Reads `true` or `false`, in any case; null for anything else. */
export function readBoolean(text: string): boolean | null {
  const lower = text.toLowerCase();
  return lower === "true" ? true : lower === "false" ? false : null;
}

const INCLUDES = [
  "include_groups",
  "include_roles",
  "include_users",
  "include_children",
  "include_parents",
  "include_inherited_roles",
] as const;

/**
 * Which `include_…` parameters were given, and whether each says `true`. Any other value means no,
 * even an empty or a nonsensical one.
 */
export function readIncludes(query: URLSearchParams): ReadonlyMap<string, boolean> {
  const said = new Map<string, boolean>();
  for (const name of INCLUDES) {
    const value = lastOf(query, name);
    if (value !== null) said.set(name, value.toLowerCase() === "true");
  }
  return said;
}
