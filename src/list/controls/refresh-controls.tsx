import { type ReactNode, useId } from "react";
import { Button } from "../../ui/button.tsx";
import { formatDateTime, formatTime } from "../../ui/text/format.ts";
import { useRefreshInterval } from "../state/refresh-interval.ts";
import styles from "../list-page.module.css";

interface RefreshControlsProps {
  /** The server's clock when it sent the answer shown, epoch milliseconds. */
  asOf: number | undefined;
  fetching: boolean;
  onRefresh: () => void;
  /** Before the others: the button that makes the rows live. */
  children?: ReactNode;
}

/** The age of the rows, and refreshing them by hand or at an interval. (See `live/use-interval-refresh.ts`; on focus, the query refetches by itself.) */
export function RefreshControls({ asOf, fetching, onRefresh, children }: RefreshControlsProps) {
  const [every, setEvery] = useRefreshInterval();
  const id = useId();

  return (
    <div className={styles["refresh"]}>
      {asOf !== undefined && (
        <span className={styles["asOf"]} title={formatDateTime(asOf)}>
          as of {formatTime(asOf)}
        </span>
      )}
      {children}
      <label htmlFor={id} className="visually-hidden">
        Refresh every
      </label>
      <select
        id={id}
        className={styles["every"]}
        value={every}
        onChange={(event) => setEvery(event.target.value as typeof every)}
      >
        <option value="off">Manual</option>
        <option value="10">Every 10 s</option>
        <option value="30">Every 30 s</option>
      </select>
      <Button data-key="r" data-command="" onClick={onRefresh} aria-busy={fetching}>
        Refresh
      </Button>
    </div>
  );
}
