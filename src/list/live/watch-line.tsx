import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { serverNow } from "../../api/server-clock.ts";
import { useNow } from "../../feedback/use-now.ts";
import { Button } from "../../ui/button.tsx";
import { Line } from "../../ui/line.tsx";
import { formatCount, formatDateTime, formatTime } from "../../ui/text/format.ts";
import { formatCountOf } from "../../ui/text/format-later.ts";
import type { RowSelection } from "../change/row-selection.ts";
import type { Listed } from "../resource.ts";
import type { List } from "../state/use-list.ts";
import type { Columns } from "../table/list-table.tsx";
import { note } from "./journal.ts";
import { JournalButton } from "./journal-button.tsx";
import { fateEntries, newsEntries, outcomeEntries } from "./journal-entries.ts";
import { liveColumns } from "./live-columns.tsx";
import {
  countFaded,
  entriesToShow,
  type Fate,
  type GoneEntry,
  isBehind,
  showLatest,
  withFates,
  withoutFaded,
} from "./live-rows.ts";
import { useHeld } from "./use-held.ts";
import { useLooks } from "./use-looks.ts";
import { type FateOf, isNewer, type Watched, watched } from "./watch.ts";
import styles from "./live.module.css";

/** What a list shows while it is watched, in place of its own. */
export interface LiveList<T extends Listed> extends Pick<List<T>, "state" | "entries"> {
  columns: Columns<T>;
  /** Which of them are selected, where rows can be. */
  selection?: RowSelection<T>;
}

/** What a resource knows of its rows. */
export interface LiveWays<T> {
  fateOf: FateOf<T>;
  /** Finds out more of rows that went, for one request. */
  findFates?: (gone: readonly GoneEntry<T>[]) => Promise<ReadonlyMap<string, Fate>>;
}

interface WatchLineProps<T extends Listed> {
  list: List<T>;
  columns: Columns<T>;
  ways: LiveWays<T>;
  /** What became of rows that are listed, in words, by key; "" while that is open. */
  outcomes: ReadonlyMap<string, string> | undefined;
  /** An object is open beside the list. */
  isOpen: boolean;
  /** The server's clock, epoch milliseconds. */
  pausedAt: number | undefined;
  onPause: (at: number | undefined) => void;
  onJournal: () => void;
  onRows: (rows: LiveList<T> | undefined) => void;
}

/** Watches one page of a list, and says above its rows what came. Mounted anew for each question. */
export function WatchLine<T extends Listed>(props: WatchLineProps<T>) {
  const { list, columns, ways, isOpen, pausedAt, onPause, onRows } = props;
  const { resource, state } = list;
  const isPaused = pausedAt !== undefined;
  const isHeld = useHeld() || isOpen;
  const isLate = useLooks(list, isPaused);
  const [seen, see] = useState<Watched<T>>();
  const faded = useNow((now) => (seen ? countFaded(seen.rows, now) : 0));
  if (!isPaused || seen === undefined) {
    if (isNewer(list, seen)) see(watched(list, seen, ways.fateOf));
    else if (seen && !isHeld && faded > 0) see({ ...seen, rows: withoutFaded(seen.rows, faded) });
    else if (seen && !isHeld && isBehind(seen.rows)) see({ ...seen, rows: showLatest(seen.rows) });
  }

  const rows = seen?.rows;
  const entries = useMemo(() => rows && entriesToShow(rows), [rows]);
  const shownColumns = useMemo(() => liveColumns(resource, columns), [resource, columns]);
  // Before the browser paints: the rows of an answer must not be there for a moment.
  useLayoutEffect(() => {
    if (entries) onRows({ state, entries, columns: shownColumns });
  }, [state, entries, shownColumns, onRows]);
  useLayoutEffect(() => () => onRows(undefined), [onRows]);

  const news = seen?.news;
  const noteNews = useEffectEvent((what: NonNullable<typeof news>) => {
    note(newsEntries(resource, what));
    const unknown = what.went.filter(({ fate }) => fate.word === "Gone");
    if (unknown.length === 0 || ways.findFates === undefined) return;
    ways.findFates(unknown).then(
      (fates) => {
        note(fateEntries(resource, unknown, fates));
        see((now) => now && { ...now, rows: withFates(now.rows, fates) });
      },
      () => {
        // Then it stays at "Gone".
      },
    );
  });
  useEffect(() => {
    if (news) noteNews(news);
  }, [news]);
  useOutcomeNotes(list, seen, props.outcomes);

  const fresh = rows?.fresh.size ?? 0;
  const line = useRef<HTMLDivElement>(null);
  const newest = resource.definition.sorts.includes("created") ? "-created" : "-pk";
  return (
    <Line ref={line} className={styles["line"]} role="group" aria-label="Live" tabIndex={-1}>
      <span className={styles["said"]}>
        <span
          className={styles["state"]}
          data-resting={isPaused || undefined}
          title={isPaused ? formatDateTime(pausedAt) : undefined}
        >
          {isPaused ? `Paused since ${formatTime(pausedAt)}` : "Live"}
        </span>
        {seen && (
          <span>
            {formatCount(seen.came)} came, {formatCount(seen.went)} went since{" "}
            {formatTime(seen.since)}
            {seen.missed && ", and more than a page shows"}
          </span>
        )}
        {isLate && !isPaused && <span>No response: checking less often.</span>}
        {fresh > 0 && !isPaused && (
          <Button
            className={styles["pill"]}
            onClick={() => {
              see((now) => now && { ...now, rows: showLatest(now.rows) });
              // The button is gone with this.
              line.current?.focus();
            }}
          >
            {formatCount(fresh)} new
          </Button>
        )}
        <Announced count={isPaused ? 0 : fresh} />
        {list.question.sort !== newest && (
          <Button look="link" onClick={() => list.change({ sort: newest })}>
            Newest first
          </Button>
        )}
      </span>
      <span className={styles["actions"]}>
        <Button onClick={() => onPause(isPaused ? undefined : serverNow())}>
          {isPaused ? "Resume" : "Pause"}
        </Button>
        <JournalButton onOpen={props.onJournal} />
      </span>
    </Line>
  );
}

/** From one announcement to the next, milliseconds. */
const ANNOUNCE_MS = 15_000;

/** Tells a screen reader how many new rows wait; not at each change, which would drown all else. */
function Announced({ count }: { count: number }) {
  const turn = useNow((now) => Math.floor(now / ANNOUNCE_MS));
  const [said, say] = useState({ turn: 0, count: 0 });
  if (said.count !== count && (said.turn !== turn || count === 0)) say({ turn, count });
  return (
    <span role="status" className="visually-hidden">
      {said.count > 0 && formatCountOf(said.count, ["new row", "new rows"])}
    </span>
  );
}

/** Outcomes that are compared with the next ones. */
const MOST_KNOWN = 2000;

/** Notes what became of rows that are listed, where that changed or was not known before. */
function useOutcomeNotes<T extends Listed>(
  { resource }: List<T>,
  seen: Watched<T> | undefined,
  outcomes: ReadonlyMap<string, string> | undefined,
): void {
  const known = useRef<ReadonlyMap<string, string>>(null);
  useEffect(() => {
    if (!outcomes || !seen) return;
    const before = known.current;
    known.current = new Map([...(before ?? []), ...outcomes].slice(-MOST_KNOWN));
    const news = [...outcomes].filter(([key, text]) =>
      before?.has(key) ? before.get(key) !== text : seen.arrived.has(key),
    );
    note(outcomeEntries(resource, seen.byKey, news));
  }, [outcomes, seen, resource]);
}
