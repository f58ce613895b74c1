import { firstWhere } from "./binary-search.ts";
import type { CodeQuery, Codes } from "./codes.ts";
import { staticCodes } from "./table-codes.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";

/** A few changes to a list of many codes. */
interface Edits {
  /** Codes whose keys are not in the list. */
  readonly added?: readonly AuthorizationCodeEntity[];
  /** Keys; unknown ones are ignored. */
  readonly removed?: Iterable<number>;
}

/** The same codes with some added and some removed. */
export function editedCodes(inner: Codes, { added = [], removed = [] }: Edits): Codes {
  const addedCodes = staticCodes(added);
  const removedKeys = new Set<number>();
  const removedRows: AuthorizationCodeEntity[] = [];
  for (const pk of new Set(removed)) {
    const code = inner.find(pk);
    if (code === undefined) continue;
    removedKeys.add(pk);
    removedRows.push(code);
  }
  const removedCodes = staticCodes(removedRows);
  let all: readonly AuthorizationCodeEntity[] | undefined;

  function single(codes: Codes, query: CodeQuery, place: number): AuthorizationCodeEntity {
    return codes.page(query, place, place + 1)[0] as AuthorizationCodeEntity;
  }

  /** Rows `from` (inclusive) to `to` (exclusive), not counting the removed ones. */
  function remaining(query: CodeQuery, from: number, to: number) {
    const removedUpTo = (row: number): number =>
      firstWhere(removedCodes.count(query), (each) => {
        return inner.rank(query, single(removedCodes, query, each)) - each > row;
      });
    return inner
      .page(query, from + removedUpTo(from), to + removedUpTo(to - 1))
      .filter(({ pk }) => !removedKeys.has(pk));
  }

  return {
    count: (query) => inner.count(query) - removedCodes.count(query) + addedCodes.count(query),
    page(query, from, to) {
      const placeOf = (each: number): number => {
        const code = single(addedCodes, query, each);
        return each + inner.rank(query, code) - removedCodes.rank(query, code);
      };
      const addedBefore = (row: number): number =>
        firstWhere(addedCodes.count(query), (each) => placeOf(each) >= row);
      const first = addedBefore(from);
      const end = addedBefore(to);
      const rows = from < to ? remaining(query, from - first, to - end) : [];
      const mixed = [...rows];
      for (let each = first; each < end; each++) {
        mixed.splice(placeOf(each) - from, 0, single(addedCodes, query, each));
      }
      return mixed;
    },
    rank: (query, code) =>
      inner.rank(query, code) - removedCodes.rank(query, code) + addedCodes.rank(query, code),
    find: (pk) => (removedKeys.has(pk) ? undefined : (inner.find(pk) ?? addedCodes.find(pk))),
    all() {
      all ??= [...inner.all().filter(({ pk }) => !removedKeys.has(pk)), ...added];
      return all;
    },
  };
}
