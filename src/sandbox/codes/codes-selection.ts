import { codeTerms } from "./code-order-keys.ts";
import type { CodeQuestion, Codes } from "./codes.ts";
import type { Selection } from "../rules/answer-list.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";
import { keyOf } from "../rules/ordering.ts";
import { chanceAt } from "../world/random.ts";

const SHIFT = 31;

export const NO_CODES: Selection<AuthorizationCodeEntity> = { count: 0, page: () => [] };

/**
 * The codes in question, as a list shows them: rows that the order leaves alike are in another
 * order on each page, as a database has them, so that pages lose and repeat such rows.
 */
export function selectCodes(
  codes: Codes,
  question: CodeQuestion,
): Selection<AuthorizationCodeEntity> {
  const isExact = question.order.some((term) => keyOf(term) === "pk");

  function page(from: number, to: number): readonly AuthorizationCodeEntity[] {
    const rows = [...codes.page(question, from, to)];
    const [first] = rows;
    const last = rows.at(-1);
    if (isExact || first === undefined || last === undefined) return rows;
    // Of the rows that are alike only those at the page's ends can go on beyond it.
    for (const row of areAlike(first, last, question.order) ? [first] : [first, last]) {
      const start = codes.rank(question, { ...row, pk: -Infinity });
      const end = codes.rank(question, { ...row, pk: Infinity });
      if (start >= from && end <= to) continue;
      const many = end - start;
      const shift = Math.floor(chanceAt(from, to, SHIFT) * many);
      const begin = Math.max(from, start);
      const length = Math.min(to, end) - begin;
      const at = start + ((begin - start + shift) % many);
      const some = codes.page(question, at, Math.min(at + length, end));
      const others = codes.page(question, start, start + length - some.length);
      rows.splice(begin - from, length, ...some, ...others);
    }
    return rows;
  }

  return { count: codes.count(question), page };
}

function areAlike(
  one: AuthorizationCodeEntity,
  other: AuthorizationCodeEntity,
  order: readonly string[],
): boolean {
  return codeTerms(order).every(({ key }) => key === "pk" || one[key] === other[key]);
}
