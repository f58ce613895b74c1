/** Parses query parameters as the server does. */

/** A parameter's value; the last one if it is repeated, null if it is missing. */
export function lastOf(query: URLSearchParams, name: string): string | null {
  return query.getAll(name).at(-1) ?? null;
}

const INTEGER = /^[+-]?\d+(_\d+)*$/;

/**
 * Parses an integer as Python's `int()` does: surrounding whitespace, a sign and underscores between digits are
 * allowed, `1.0` is not.
 * @returns null for anything else
 */
export function wholeNumber(text: string): number | null {
  const trimmed = text.trim();
  return INTEGER.test(trimmed) ? Number(trimmed.replaceAll("_", "")) : null;
}

/**
 * Parses a uuid in any form that Python accepts (upper case, no dashes, braces, `urn:uuid:`).
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

/** Parses `true` or `false`, ignoring case; null for anything else. */
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
 * The given `include_…` parameters, and whether each is `true`. Any other value counts as false, even an empty or
 * invalid one.
 */
export function readIncludes(query: URLSearchParams): ReadonlyMap<string, boolean> {
  const said = new Map<string, boolean>();
  for (const name of INCLUDES) {
    const value = lastOf(query, name);
    if (value !== null) said.set(name, value.toLowerCase() === "true");
  }
  return said;
}
