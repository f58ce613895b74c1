import type { ListAnswer } from "../../api/list-answer.ts";
import type { ExpiringList, ExpiringRow } from "../expiring-row.ts";
import type { ExpiryCounts } from "./counts-query.ts";

/** The counts from an answer's rows; null unless these are all rows of the list, each with a readable expiry time. */
export function countsOf<T extends ExpiringRow>({
  rows,
  count,
  parts,
  asOf,
}: ListAnswer<T>): ExpiryCounts | null {
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

/** The counts of a page that shows all rows under the server's filters; null for any other, and while it is replaced. */
export function countsOfPage<T extends ExpiringRow>({
  state,
  answer,
  isPlaceholder,
  search,
}: ExpiringList<T>): ExpiryCounts | null {
  const isPlain = state.expiry === null && state.exclude === null && search === "off";
  return isPlain && answer !== undefined && !isPlaceholder ? countsOf(answer) : null;
}
