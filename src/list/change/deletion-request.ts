import { useEffect, useEffectEvent } from "react";
import type { Entry } from "../entry.ts";
import type { Listed } from "../resource.ts";

type OnRequest = (entry: Entry<Listed>) => void;

let listener: OnRequest | undefined;

/** Asks the page to ask whether a row is to be deleted: the row's menu is closed by the time that a dialog opens. */
export function requestDeletion(entry: Entry<Listed>): void {
  listener?.(entry);
}

/** @param onRequest opens the dialog; one at a time, that of the list on screen */
export function useDeletionRequests(onRequest: OnRequest): void {
  const told = useEffectEvent(onRequest);
  useEffect(() => {
    const mine: OnRequest = (entry) => told(entry);
    listener = mine;
    return () => {
      if (listener === mine) listener = undefined;
    };
  }, []);
}
