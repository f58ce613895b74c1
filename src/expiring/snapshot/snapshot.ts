import { keys } from "../../api/keys.ts";
import type { ReadReport } from "../../api/list-answer.ts";
import type { ServerFilters } from "../../api/list-request.ts";
import type { Row } from "../../api/wire/page.ts";
import type { ReadResult } from "../../find/crawl/read-result.ts";
import { isWithin } from "../../find/range/range-extent.ts";
import { expiryOf } from "../../find/expiry/row-slot.ts";
import { isWhole, readSnapshot } from "../../find/snapshot/read-snapshot.ts";
import { parseSearch } from "../../find/text/parse-search.ts";
import type { WholeAnswer } from "../../list/browser/browser-query.ts";
import { asOnePage, orderShown, paginateInBrowser } from "../../list/browser/paginate.ts";
import { type ReadContext, YOUNG_MS } from "../../list/browser/read-rows.ts";
import { keepsOthers } from "../../list/browser/read-through.ts";
import { rowMatcher } from "../../list/browser/scan.ts";
import { nothingFound } from "../../list/browser/scan-answer.ts";
import { searchableTexts } from "../../list/browser/search-names.ts";
import type { ListQuestion, Resource } from "../../list/resource.ts";
import { SNAPSHOT_ROWS } from "../../list/state/use-snapshot.ts";
import { serverNow } from "../../api/server-clock.ts";
import { expiryRange } from "../expiry-filter.ts";
import type { ExpiringRow } from "../expiring-row.ts";
import { statesOf } from "../read-through-range.ts";

type Chosen = Pick<ListQuestion, "expiry" | "exclude" | "search">;

/** A short list as of one moment; filters and pages of it need no request. */
export interface Snapshot<T extends ExpiringRow> extends WholeAnswer<T> {
  read: ReadResult<T>;
  /** The matching rows, in no particular order. */
  rowsOf(chosen: Chosen): readonly Row<T>[];
}

/**
 * Reads a list in full, or what changed since it was read. Too long a list is read only in part: see `report.capped`.
 *
 * @throws ApiError
 */
export async function fetchSnapshot<T extends ExpiringRow>(
  resource: Resource<T>,
  { client, queryKey, signal }: ReadContext,
  filters: ServerFilters,
): Promise<Snapshot<T>> {
  const before = client.getQueryData<Snapshot<T>>(queryKey);
  // The partial result of a read that was cancelled.
  const partKey = keys.readRows(resource.name, "snapshot", filters);
  const part = client.getQueryData<ReadResult<T>>(partKey);
  const previous = before && isWhole(before.read) ? before.read : undefined;
  const resume = part && !part.done && serverNow() - part.asOf < YOUNG_MS ? part : undefined;
  const read = await readSnapshot(resource.endpoint.fetchPage, filters, {
    cap: SNAPSHOT_ROWS,
    signal,
    onProgress: (progress) => client.setQueryData(partKey, progress),
    ...(previous ? { previous } : resume && { resume }),
  });
  client.removeQueries({ queryKey: partKey });
  return snapshotOf(resource, read);
}

function snapshotOf<T extends ExpiringRow>(
  resource: Resource<T>,
  read: ReadResult<T>,
): Snapshot<T> {
  const { rows, asOf, receivedAt, done, capped, missing, moved } = read;
  const all = rows.length;
  const report: ReadReport = {
    how: "snapshot",
    asOf,
    read: all,
    goal: all,
    of: all,
    all,
    missing,
    done,
    capped,
    moved,
    exact: !moved,
  };
  const unreadable = rows.some((row) => expiryOf(row) === null);
  const rowsOf = (chosen: Chosen) => choose(resource, read, chosen);
  return {
    ...asOnePage(rows, { asOf, receivedAt, report }),
    read,
    rowsOf,
    pageOf(_, question) {
      const { search, expiry } = question;
      if (search !== "" && parseSearch(search, resource.searchFields).terms.length === 0) {
        return nothingFound("None of this can be searched for.");
      }
      const found = rowsOf(question);
      const emptyRange = expiry !== null && expiryRange(expiry, asOf) === null;
      const told: ReadReport = {
        ...report,
        ...(search === "" ? { of: found.length } : { how: "scan" }),
        ...(emptyRange && { emptyRange }),
        ...(expiry !== null && unreadable && { exact: false, unreadable }),
      };
      const whole = asOnePage(found, { asOf, receivedAt, report: told });
      return paginateInBrowser(whole, question, orderShown(resource, question.sort, asOf));
    },
  };
}

function choose<T extends ExpiringRow>(
  resource: Resource<T>,
  { rows, asOf }: ReadResult<T>,
  { expiry, exclude, search }: Chosen,
): readonly Row<T>[] {
  const { searchFields, definition } = resource;
  const { terms } = parseSearch(search, searchFields);
  const range = expiry && expiryRange(expiry, asOf);
  if (expiry && range === null) return [];
  const within = Number(expiry?.within ?? definition.within) * 1000;
  const matches = rowMatcher<T>({
    terms,
    textsOf: (row) => ({
      texts: searchableTexts(resource, row, {}),
      states: statesOf(row, asOf, within),
    }),
    keeps: exclude ? keepsOthers(resource, exclude) : undefined,
  });
  return rows.filter((row) => (range === null || isWithin(range, row)) && matches(row));
}
