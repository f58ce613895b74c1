import { useEffect, useEffectEvent } from "react";
import { useRefreshInterval } from "../state/refresh-interval.ts";

/** Calls back at the interval that the reader chose, if any: not while something is fetched, or in a hidden tab. */
export function useIntervalRefresh(fetching: boolean, onTick: () => void): void {
  const [every] = useRefreshInterval();
  const tick = useEffectEvent(() => {
    if (document.visibilityState === "hidden" || fetching || isMenuOpen()) return;
    onTick();
  });
  useEffect(() => {
    if (every === "off") return;
    const timer = setInterval(tick, Number(every) * 1000);
    return () => clearInterval(timer);
  }, [every]);
}

/** Rows must not change under an open menu. */
function isMenuOpen(): boolean {
  return document.querySelector('[aria-expanded="true"][aria-haspopup], [role="listbox"]') !== null;
}
