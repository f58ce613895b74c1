import { type RefObject, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { Button } from "../../ui/button.tsx";
import { foldedIn } from "../entry.ts";
import type { Listed } from "../resource.ts";
import type { List } from "../state/use-list.ts";
import type { Columns } from "../table/list-table.tsx";
import { useJournal } from "./journal.ts";
import { JournalButton } from "./journal-button.tsx";
import { JournalPanel } from "./journal-panel.tsx";
import { useIntervalRefresh } from "./use-interval-refresh.ts";
import { useKeepFresh } from "./use-keep-fresh.ts";
import { type LiveList, type LiveWays, WatchLine } from "./watch-line.tsx";
import styles from "./live.module.css";

export interface LiveProps<T extends Listed> {
  list: List<T>;
  columns: Columns<T>;
  /** What became of rows that are listed, in words, by key; "" while that is open. */
  outcomes: ReadonlyMap<string, string> | undefined;
  /** An object is open beside the list. */
  isOpen: boolean;
  /** The place above the rows. */
  place: RefObject<HTMLElement | null>;
  /** What is to be shown in place of the list's own rows; undefined for these. */
  onRows: (rows: LiveList<T> | undefined) => void;
}

/**
 * The Live button. While it is on, a line above the rows says what came and went. That it is on is state of this
 * component: a link that is passed on, or a reload, must not make somebody's browser ask a login server every few
 * seconds.
 */
export function LiveControls<T extends Listed>({
  ways,
  place,
  ...props
}: LiveProps<T> & { ways: LiveWays<T> }) {
  const [isOn, setOn] = useState(false);
  const [pausedAt, setPausedAt] = useState<number>();
  const [isJournalOpen, setJournalOpen] = useState(false);
  const { entries } = useJournal();
  const openJournal = () => setJournalOpen(true);
  const [line] = useState(() => document.createElement("div"));
  // Not sooner: its place comes later in the page.
  useEffect(() => {
    place.current?.append(line);
    return () => line.remove();
  }, [place, line]);
  const keepFresh = useKeepFresh(props.list);
  // What is watched is asked for by itself.
  useIntervalRefresh(props.list.fetching || isOn, keepFresh);
  return (
    <>
      <Button
        className={styles["button"]}
        aria-pressed={isOn}
        data-key="l"
        data-command={isOn ? "Live: off" : "Live: on"}
        onClick={() => {
          setOn(!isOn);
          setPausedAt(undefined);
        }}
      >
        Live
      </Button>
      {!isOn && entries.length > 0 && <JournalButton onOpen={openJournal} />}
      {isJournalOpen && <JournalPanel onClose={() => setJournalOpen(false)} />}
      {isOn &&
        createPortal(
          <WatchLine
            // What the reader unfolds has not come.
            key={JSON.stringify([props.list.state, foldedIn(props.list.entries) > 0])}
            {...props}
            ways={ways}
            pausedAt={pausedAt}
            onPause={setPausedAt}
            onJournal={openJournal}
          />,
          line,
        )}
    </>
  );
}
