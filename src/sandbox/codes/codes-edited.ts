import { lowest } from "./code-view.ts";
import type { CodeQuestion, Codes } from "./codes.ts";
import { stillCodes } from "./codes-listed.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";

/** Changes to a list of codes: few, beside the codes themselves. */
export interface Edits {
  /** Codes whose keys are not on the list. */
  readonly added?: readonly AuthorizationCodeEntity[];
  /** Keys; one that is not on the list does not matter. */
  readonly removed?: Iterable<number>;
}

/** The same codes with a few more and a few less. */
export function editedCodes(inner: Codes, { added = [], removed = [] }: Edits): Codes {
  const more = stillCodes(added);
  const lessKeys = new Set<number>();
  const lessCodes: AuthorizationCodeEntity[] = [];
  for (const pk of new Set(removed)) {
    const code = inner.find(pk);
    if (code === undefined) continue;
    lessKeys.add(pk);
    lessCodes.push(code);
  }
  const less = stillCodes(lessCodes);
  let all: readonly AuthorizationCodeEntity[] | undefined;

  function single(codes: Codes, question: CodeQuestion, place: number): AuthorizationCodeEntity {
    return codes.page(question, place, place + 1)[0] as AuthorizationCodeEntity;
  }

  /** Rows of what stays, counted without what is removed. */
  function staying(question: CodeQuestion, from: number, to: number) {
    const removedUpTo = (row: number): number =>
      lowest(less.count(question), (each) => {
        return inner.rank(question, single(less, question, each)) - each > row;
      });
    return inner
      .page(question, from + removedUpTo(from), to + removedUpTo(to - 1))
      .filter(({ pk }) => !lessKeys.has(pk));
  }

  return {
    count: (question) => inner.count(question) - less.count(question) + more.count(question),
    page(question, from, to) {
      const placeOf = (each: number): number => {
        const code = single(more, question, each);
        return each + inner.rank(question, code) - less.rank(question, code);
      };
      const addedBefore = (row: number): number =>
        lowest(more.count(question), (each) => placeOf(each) >= row);
      const first = addedBefore(from);
      const end = addedBefore(to);
      const rows = from < to ? staying(question, from - first, to - end) : [];
      const mixed = [...rows];
      for (let each = first; each < end; each++) {
        mixed.splice(placeOf(each) - from, 0, single(more, question, each));
      }
      return mixed;
    },
    rank: (question, code) =>
      inner.rank(question, code) - less.rank(question, code) + more.rank(question, code),
    find: (pk) => (lessKeys.has(pk) ? undefined : (inner.find(pk) ?? more.find(pk))),
    all() {
      all ??= [...inner.all().filter(({ pk }) => !lessKeys.has(pk)), ...added];
      return all;
    },
  };
}
