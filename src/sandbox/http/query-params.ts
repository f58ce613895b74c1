/** How the server reads what stands in a URL. */

/** The last of repeated parameters wins; null when it is not there. */
export function lastOf(query: URLSearchParams, name: string): string | null {
  return query.getAll(name).at(-1) ?? null;
}

const INTEGER = /^[+-]?\d+(_\d+)*$/;

/**
 * A whole number as Python's `int()` takes it: blanks around it, a sign and underscores between
 * digits are fine, `1.0` is not.
 * @returns null when it is none
 */
export function wholeNumber(text: string): number | null {
  const trimmed = text.trim();
  return INTEGER.test(trimmed) ? Number(trimmed.replaceAll("_", "")) : null;
}

/**
 * A uuid in any spelling that Python takes (capitals, no dashes, braces, `urn:uuid:`).
 * @returns it in lower case with dashes, or null when it is none
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

/** `true` and `false` in any case; anything else is as good as nothing. */
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
 * Which `include_…` parameters were given, and whether they say `true`. Every other word means no,
 * nonsense and nothing included.
 */
export function readIncludes(query: URLSearchParams): ReadonlyMap<string, boolean> {
  const said = new Map<string, boolean>();
  for (const name of INCLUDES) {
    const value = lastOf(query, name);
    if (value !== null) said.set(name, value.toLowerCase() === "true");
  }
  return said;
}
