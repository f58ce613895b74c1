/** The filter of the server's that each exclusion is the opposite of. No authentik has exclusions: the console leaves such rows out itself. */
export const EXCLUDES = {
  exclude_provider: "provider",
  exclude_user: "user",
  exclude_source: "source__slug",
  exclude_group: "group",
} as const;

/** What rows must not have: a list of ids each, see the filter kinds "ints" and "uuids". */
export type ExcludeParam = keyof typeof EXCLUDES;

/** At least one is set. */
export type Exclusions = Readonly<Partial<Record<ExcludeParam, string>>>;

/** So many at most are left out by one filter: each is named above the rows. */
export const MOST_IDS = 20;

type Filters = Readonly<Record<string, string>>;

/** Whether a filter leaves rows out instead of keeping them. */
export function isExcludeParam(param: string): param is ExcludeParam {
  return Object.hasOwn(EXCLUDES, param);
}

/** Takes the exclusions out of the filters; `without` is null where there are none. */
export function splitExclusions(filters: Filters): { kept: Filters; without: Exclusions | null } {
  const all = Object.entries(filters);
  const without = all.filter(([param]) => isExcludeParam(param));
  if (without.length === 0) return { kept: filters, without: null };
  const kept = all.filter(([param]) => !isExcludeParam(param));
  return { kept: Object.fromEntries(kept), without: Object.fromEntries(without) };
}

/** The ids of an exclusion; none where it is not set. */
export function excludedIds(text: string | undefined): readonly string[] {
  return text === undefined || text === "" ? [] : text.split(",");
}

/**
 * Ids with commas between, in canonical form: each once, from the smallest up, so that the same ids are the same text.
 *
 * @param readId the canonical form of one; null refuses all.
 */
export function readIds(value: string, readId: (id: string) => string | null): string | null {
  const ids = new Set<string>();
  for (const part of value.split(",")) {
    const id = readId(part.trim());
    if (id === null) return null;
    ids.add(id);
  }
  if (ids.size > MOST_IDS) return null;
  return [...ids].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1)).join(",");
}
