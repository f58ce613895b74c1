import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { keys } from "../../api/keys.ts";
import { serverNow } from "../../api/server-clock.ts";
import type { Row } from "../../api/wire/page.ts";
import { CountsLine } from "../counts/counts-line.tsx";
import type { ExpiryCounts } from "../counts/counts-query.ts";
import type { ExpiringList, ExpiringRow } from "../expiring-row.ts";
import { statusesOf } from "../read-through-range.ts";
import type { Snapshot } from "./snapshot.ts";

interface SnapshotCountsProps<T extends ExpiringRow> {
  list: ExpiringList<T>;
  of: string;
  snapshot: Snapshot<T>;
}

/** Codes live a minute or a few: what was read longer ago than this, milliseconds, is not the answer to a new question. */
const OLD_MS = 15_000;

/**
 * A new question (a status, a range, a search, another order) is answered at once from a list that was read in full. Where
 * that was long ago, the list is renewed then. Not for another page: its rows would move under the reader's eyes.
 */
function useRenewal<T extends ExpiringRow>({ resource, state }: ExpiringList<T>, asOf: number) {
  const client = useQueryClient();
  const { page: _, page_size: __, ...asked } = state;
  const question = JSON.stringify(asked);
  const last = useRef(question);
  useEffect(() => {
    if (last.current === question) return;
    last.current = question;
    if (serverNow() - asOf < OLD_MS) return;
    const queryKey = keys.snapshot(resource.name, state.server);
    void client.refetchQueries({ queryKey, exact: true }, { cancelRefetch: false });
  }, [client, question, asOf, resource, state.server]);
}

/** The counts of a snapshot's rows by status, without excluded rows. */
export function SnapshotCounts<T extends ExpiringRow>({
  list,
  of,
  snapshot,
}: SnapshotCountsProps<T>) {
  const { exclude, expiry } = list.state;
  const within = expiry?.within;
  useRenewal(list, snapshot.asOf);
  const counts = useMemo(
    () => countsOfRows(snapshot.rowsOf({ exclude, expiry: null, search: "" }), snapshot, within),
    [snapshot, exclude, within],
  );
  return <CountsLine list={list} of={of} counts={counts} />;
}

/** @param within how soon counts as expiring, seconds; undefined to omit that count. */
function countsOfRows<T extends ExpiringRow>(
  rows: readonly Row<T>[],
  { asOf, read }: Snapshot<T>,
  within: string | undefined,
): ExpiryCounts {
  const number = { valid: 0, expiring: 0, expired: 0, never: 0 };
  let unreadable = false;
  for (const row of rows) {
    const statuses = row.readable ? statusesOf(row.value, asOf, Number(within ?? 0) * 1000) : [];
    if (statuses.length === 0) unreadable = true;
    for (const status of statuses) number[status] += 1;
  }
  const { expiring, ...counts } = number;
  return {
    ...counts,
    count: rows.length,
    expiring: within === undefined ? null : expiring,
    asOf,
    exact: !read.moved && !unreadable,
    unreadable,
  };
}
