import { useState } from "react";
import type { ExpiringList, ExpiringRow } from "../expiring-row.ts";
import { countsOfPage } from "./counts-of-rows.ts";
import { CountsAsked } from "./counts-asked.tsx";
import { CountsLine } from "./counts-line.tsx";
import { CountsWithout } from "./counts-without.tsx";
import { Line } from "../../ui/line.tsx";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { SnapshotCounts } from "../snapshot/snapshot-counts.tsx";
import styles from "./counts.module.css";

interface CountsProps<T extends ExpiringRow> {
  list: ExpiringList<T>;
  /** Whose rows they are, where not everybody's: " of your own". */
  of: string;
}

/**
 * The number of rows under the server's filters, and their statuses. Counted from the rows where all are shown, else
 * requested once the rows are loaded. Where some are excluded, counted from all rows that were read. The line is always
 * rendered, even if empty.
 */
export function Counts<T extends ExpiringRow>({ list, of }: CountsProps<T>) {
  const { state, answer, isPlaceholder } = list;
  const { server, expiry, exclude } = state;
  const within = expiry?.within ?? null;
  const question = JSON.stringify([server, within]);
  // The rows are loaded first, also where many are read.
  const reading = answer?.report?.done === false && list.fetching;
  const settled = answer !== undefined && !isPlaceholder && !reading;
  const [asked, ask] = useState<string>();
  if (settled && !list.snapshotComes && asked !== question) ask(question);

  const own = countsOfPage(list);
  if (list.snapshot !== undefined && own === null) {
    return (
      <Line className={styles["line"]}>
        <SnapshotCounts list={list} of={of} snapshot={list.snapshot as Snapshot<T>} />
      </Line>
    );
  }
  if (exclude !== null) {
    return (
      <Line className={styles["line"]}>{settled && <CountsWithout list={list} of={of} />}</Line>
    );
  }
  return (
    <Line className={styles["line"]}>
      {own !== null && <CountsLine list={list} of={of} counts={own} />}
      {own === null && list.snapshotComes && asked !== question && "Counting by expiry time …"}
      {own === null && asked === question && (
        <CountsAsked list={list} of={of} server={server} within={within} />
      )}
    </Line>
  );
}
