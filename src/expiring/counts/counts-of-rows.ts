import type { ListAnswer } from "../../api/list-answer.ts";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import type { CodeCounts } from "./counts-query.ts";

/** What the rows of an answer say by themselves; null unless they are all there are, each with an end one can read. */
export function countsOf({
  rows,
  count,
  parts,
  asOf,
}: ListAnswer<AuthorizationCode>): CodeCounts | null {
  if (rows.length < count || parts) return null;
  const counts = { count, expired: 0, valid: 0, expiring: null, never: 0 };
  for (const row of rows) {
    if (!row.readable) return null;
    const { expires, expiresMs } = row.value;
    if (expires === null) counts.never += 1;
    else if (expiresMs === null) return null;
    else if (expiresMs < asOf) counts.expired += 1;
    else counts.valid += 1;
  }
  return { ...counts, asOf, exact: true, unreadable: false };
}
