import { useEffect, useEffectEvent, useId } from "react";
import { Button } from "../ui/button.tsx";
import { formatDateTime, formatTime } from "../ui/text/format.ts";
import { usePreference } from "../ui/preference.ts";
import styles from "./list-page.module.css";

interface RefreshControlsProps {
  /** The server's clock when it sent the answer shown, epoch milliseconds. */
  asOf: number | undefined;
  fetching: boolean;
  onRefresh: () => void;
  onTick: () => void;
}

/** The age of the rows, and refreshing them by hand or at an interval. (On focus, the query refetches by itself.) */
export function RefreshControls({ asOf, fetching, onRefresh, onTick }: RefreshControlsProps) {
  const [every, setEvery] = usePreference("refresh", ["off", "10", "30"]);
  const id = useId();

  const tick = useEffectEvent(() => {
    if (document.visibilityState === "hidden" || fetching || isMenuOpen()) return;
    onTick();
  });
  useEffect(() => {
    if (every === "off") return;
    const timer = setInterval(tick, Number(every) * 1000);
    return () => clearInterval(timer);
  }, [every]);

  return (
    <div className={styles["refresh"]}>
      {asOf !== undefined && (
        <span className={styles["asOf"]} title={formatDateTime(asOf)}>
          as of {formatTime(asOf)}
        </span>
      )}
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
      <Button onClick={onRefresh} aria-busy={fetching}>
        Refresh
      </Button>
    </div>
  );
}

/** Rows must not change under an open menu. */
function isMenuOpen(): boolean {
  return document.querySelector('[aria-expanded="true"][aria-haspopup], [role="listbox"]') !== null;
}
