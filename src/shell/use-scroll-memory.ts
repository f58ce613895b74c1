import { useEffect, useLayoutEffect, useRef } from "react";
import { useLocation, useNavigationType } from "react-router";

/** How far each scrolling part was scrolled, by its name (`data-scroll`); the window has none. */
type Positions = Readonly<Record<string, number>>;

const KEY = "grantlens.scroll";
/** History entries whose positions are kept over a reload. */
const MOST = 50;

const remembered = new Map<string, Positions>(readStored());

/** Keeps how far the page's parts are scrolled, for each history entry: Back, Forward and reload lead to it again. */
export function useScrollMemory(): void {
  const { key, pathname, search } = useLocation();
  const type = useNavigationType();
  const entry = `${key} ${pathname}${search}`;
  const list = `${pathname.split("/")[1]}${search}`;
  const shown = useRef({ entry, list });

  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = { entry, list };
    const isFirst = before.entry === entry;
    // An object that opens beside its list leaves the list where it is.
    if (!isFirst && type !== "POP" && !remembered.has(entry) && before.list === list)
      remembered.set(entry, remembered.get(before.entry) ?? {});
    if (type !== "POP" || (isFirst && !isReload())) return;
    return restore(remembered.get(entry) ?? {});
  }, [entry, list, type]);

  useEffect(() => {
    const onScroll = ({ target }: Event): void => {
      const part = target instanceof Element ? target : document.scrollingElement;
      const name = part instanceof HTMLElement ? nameOf(part) : undefined;
      if (part === null || name === undefined) return;
      const { entry: now } = shown.current;
      remembered.set(now, { ...remembered.get(now), [name]: part.scrollTop });
    };
    const options = { capture: true, passive: true };
    window.addEventListener("scroll", onScroll, options);
    window.addEventListener("pagehide", writeStored);
    return () => {
      window.removeEventListener("scroll", onScroll, options);
      window.removeEventListener("pagehide", writeStored);
    };
  }, []);
}

/** Scrolls all parts, as soon as they are there and long enough; not any more once the reader does something. */
function restore(wanted: Positions): () => void {
  const settled = new Set<string>();
  const attempt = (): void => {
    for (const part of parts()) {
      const name = nameOf(part) ?? "";
      const top = wanted[name] ?? 0;
      if (settled.has(name)) continue;
      if (part.scrollTop !== top) part.scrollTop = top;
      if (Math.abs(part.scrollTop - top) <= 1) settled.add(name);
    }
    if (Object.keys(wanted).every((name) => settled.has(name))) stop();
  };
  // A frame in which rows are painted, not each change.
  let frame = 0;
  const observer = new MutationObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(attempt);
  });
  const acts = ["wheel", "pointerdown", "touchstart", "keydown"] as const;
  function stop(): void {
    cancelAnimationFrame(frame);
    observer.disconnect();
    for (const act of acts) window.removeEventListener(act, stop);
  }
  observer.observe(document.body, { childList: true, subtree: true });
  for (const act of acts) window.addEventListener(act, stop, { passive: true });
  attempt();
  return stop;
}

function parts(): HTMLElement[] {
  const named = document.querySelectorAll<HTMLElement>("[data-scroll]");
  const page = document.scrollingElement;
  return page instanceof HTMLElement ? [...named, page] : [...named];
}

function nameOf(part: HTMLElement): string | undefined {
  return part === document.scrollingElement ? "" : part.dataset["scroll"];
}

function isReload(): boolean {
  const [navigation] = performance.getEntriesByType("navigation") as { type?: string }[];
  return navigation?.type === "reload" || navigation?.type === "back_forward";
}

function readStored(): [string, Positions][] {
  try {
    const stored = JSON.parse(sessionStorage.getItem(KEY) ?? "[]") as [string, Positions][];
    // Throws for what is no list of pairs.
    return [...new Map(stored)];
  } catch {
    return [];
  }
}

function writeStored(): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...remembered].slice(-MOST)));
  } catch {
    // Without storage, a reload begins at the top.
  }
}
