import { codeTerms } from "./code-order-keys.ts";
import type { CodeQuery, Codes } from "./codes.ts";
import type { OrderedRows } from "../rules/answer-list.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";
import { keyOf } from "../rules/ordering.ts";
import { chanceAt } from "../world/random.ts";

const QUESTION = 31;

/**
 * The codes of a query, as a list endpoint returns them: tied rows come in a different order on each
 * page, as from a database, so that pages lose and repeat such rows.
 */
export function selectCodes(codes: Codes, query: CodeQuery): OrderedRows<AuthorizationCodeEntity> {
  const isUnique = query.order.some((term) => keyOf(term) === "pk");

  function page(from: number, to: number): readonly AuthorizationCodeEntity[] {
    const rows = [...codes.page(query, from, to)];
    const [first] = rows;
    const last = rows.at(-1);
    if (isUnique || first === undefined || last === undefined) return rows;
    // Only ties with the first or the last row can extend to other pages.
    for (const row of areAlike(first, last, query.order) ? [first] : [first, last]) {
      const start = codes.rank(query, { ...row, pk: -Infinity });
      const end = codes.rank(query, { ...row, pk: Infinity });
      if (start >= from && end <= to) continue;
      const tied = end - start;
      const shift = Math.floor(chanceAt(from, to, QUESTION) * tied);
      const begin = Math.max(from, start);
      const length = Math.min(to, end) - begin;
      const at = start + ((begin - start + shift) % tied);
      const beforeEnd = codes.page(query, at, Math.min(at + length, end));
      const fromStart = codes.page(query, start, start + length - beforeEnd.length);
      rows.splice(begin - from, length, ...beforeEnd, ...fromStart);
    }
    return rows;
  }

  return { count: codes.count(query), page };
}

function areAlike(
  one: AuthorizationCodeEntity,
  other: AuthorizationCodeEntity,
  order: readonly string[],
): boolean {
  return codeTerms(order).every(({ key }) => key === "pk" || one[key] === other[key]);
}
