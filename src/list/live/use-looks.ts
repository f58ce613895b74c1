import { useEffect, useEffectEvent, useState } from "react";
import { serverNow } from "../../api/server-clock.ts";
import { useNow } from "../../feedback/use-now.ts";
import type { Listed } from "../resource.ts";
import type { List } from "../state/use-list.ts";
import { useKeepFresh } from "./use-keep-fresh.ts";

/** From one answer to the next look, milliseconds. */
const PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 60_000;

interface Looks {
  /** When the latest answer had come that was known then; browser's clock, epoch milliseconds. */
  known: number | undefined;
  /** How many were made since that answer. */
  count: number;
  /** When the last one was made, the server's clock, epoch milliseconds. */
  at: number;
}

/**
 * Refetches the list a few seconds after each answer, as its refresh at an interval does. A look that brings no answer
 * doubles the pause. Ticks with the page's clock, which rests in a hidden tab and goes on once that is visible.
 *
 * @returns whether the last look brought no answer.
 */
export function useLooks<T extends Listed>(list: List<T>, isResting: boolean): boolean {
  const { answer, fetching } = list;
  const keepFresh = useEffectEvent(useKeepFresh(list));
  const [looks, setLooks] = useState<Looks>(() => ({
    known: undefined,
    count: 0,
    at: serverNow(),
  }));
  const answered = answer?.receivedAt;
  const inVain = looks.known === answered ? looks.count : 0;
  const from = Math.max(looks.at, answer?.asOf ?? 0);
  const pause = Math.min(PAUSE_MS * 2 ** inVain, LONGEST_PAUSE_MS);
  const isTime = useNow((now) => now - from >= pause);
  const isDue = isTime && !fetching && !isResting;
  useEffect(() => {
    if (!isDue) return;
    keepFresh();
    // oxlint-disable-next-line react/set-state-in-effect -- the clock is what changed, outside of React
    setLooks({ known: answered, count: inVain + 1, at: serverNow() });
  }, [isDue, answered, inVain]);
  return inVain > 1;
}
