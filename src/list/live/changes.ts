/** What one answer shows of a list: keys in the list's order, and whether the list goes on before and after them. */
export interface PageKeys {
  readonly keys: readonly string[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

/** What changed in a list between two answers, as far as these prove it. */
export interface Changes {
  readonly came: readonly string[];
  readonly went: readonly string[];
  /** Nothing of the earlier answer is left in the later one: rows may have come and gone unseen. */
  readonly missed: boolean;
}

/**
 * What changed between two answers to the same question, in an order in which rows do not change their places. A row
 * that appears between two known ones is new, and one that vanished from between them is gone. At the edges of a page a
 * row may only have moved over from the next page, or to it: it counts only where the list has no such page.
 */
export function changesBetween(before: PageKeys, after: PageKeys): Changes {
  const common = sharedKeys(before, after);
  return {
    came: provenIn(after.keys, common, before),
    went: provenIn(before.keys, common, after),
    missed:
      common.size === 0 &&
      (before.keys.length > 0 || after.keys.length > 0) &&
      !(isWholeList(before) && isWholeList(after)),
  };
}

function isWholeList({ hasBefore, hasAfter }: PageKeys): boolean {
  return !hasBefore && !hasAfter;
}

function sharedKeys(before: PageKeys, after: PageKeys): ReadonlySet<string> {
  const earlier = new Set(before.keys);
  return new Set(after.keys.filter((key) => earlier.has(key)));
}

/** The keys that the other answer would have shown, had the list had them then. */
function provenIn(
  keys: readonly string[],
  common: ReadonlySet<string>,
  other: PageKeys,
): readonly string[] {
  if (isWholeList(other)) return keys.filter((key) => !common.has(key));
  if (common.size === 0) return [];
  const first = keys.findIndex((key) => common.has(key));
  const last = keys.findLastIndex((key) => common.has(key));
  return keys.filter(
    (key, index) =>
      !common.has(key) && (index > first || !other.hasBefore) && (index < last || !other.hasAfter),
  );
}
