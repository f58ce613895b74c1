import type { ListAnswer } from "../../api/list-answer.ts";
import { serverNow } from "../../api/server-clock.ts";
import type { Row } from "../../api/wire/page.ts";
import type { ReadResult } from "../../find/crawl/read-result.ts";
import { asOnePage } from "./paginate.ts";

/** Rows that were fetched directly, as the result of a crawl. */
export function readResultOf<T>(rows: readonly Row<T>[]): ReadResult<T> {
  return {
    rows,
    count: rows.length,
    read: rows.length,
    missing: 0,
    done: true,
    capped: false,
    moved: false,
    asOf: serverNow(),
    receivedAt: Date.now(),
    requests: 0,
  };
}

/** An empty answer that took no request. @param note why. */
export function nothingFound(note: string): ListAnswer<never> {
  const asOf = serverNow();
  const told = { read: 0, goal: 0, of: 0, done: true, capped: false, moved: false, exact: true };
  const found = { how: "scan" as const, asOf, note, ...told };
  return asOnePage<never>([], { asOf, receivedAt: Date.now(), report: found });
}
