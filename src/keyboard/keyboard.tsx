import { useEffect, useState } from "react";
import { lazyComponent } from "../feedback/lazy-component.tsx";
import { usePreload } from "../list/use-preload.ts";
import { useRowsPainted } from "../list/use-rows-painted.ts";

const load = () => import("./keyboard-control.tsx").then((module) => module.KeyboardControl);
const LazyControl = lazyComponent(load);

/**
 * Listens for the first key, and for a press on what opens one of the keyboard's dialogs (`data-opens`); what these do
 * is loaded then, or once the rows are there.
 */
export function Keyboard() {
  const [first, setFirst] = useState<Event>();
  usePreload(load, useRowsPainted(false));
  useEffect(() => {
    if (first) return;
    const begin = (event: Event): void => {
      if (event.type === "click" && !(event.target as Element).closest("[data-opens]")) return;
      const { key, ctrlKey, metaKey } = event as KeyboardEvent;
      // Another key comes with it.
      if (/^(?:Control|Meta|Shift|Alt)$/.test(key)) return;
      // The browser has something else on it.
      if (key === "k" && (ctrlKey || metaKey)) event.preventDefault();
      setFirst(event);
    };
    document.addEventListener("keydown", begin);
    document.addEventListener("click", begin);
    return () => {
      document.removeEventListener("keydown", begin);
      document.removeEventListener("click", begin);
    };
  }, [first]);
  return first && <LazyControl first={first} />;
}
