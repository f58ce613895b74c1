import { type ComponentType, type ReactNode, useState, useSyncExternalStore } from "react";
import { StateView } from "./state-view.tsx";
import { Button } from "../ui/button.tsx";

interface LazyOptions {
  /** Rendered until the chunk is loaded. */
  fallback?: ReactNode;
  /** The document title, if this is a whole page and not a part of one. */
  page?: string;
}

/**
 * A component in a lazy chunk. If the chunk fails to load, a message with a retry button is rendered in its place.
 *
 * Not by React's own `lazy`: that fails permanently, and crashes up to the next error boundary; and React holds back
 * what follows a fallback until that was on show for 300 ms, however soon the chunk is there.
 */
export function lazyComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { fallback, page }: LazyOptions = {},
): ComponentType<Props> {
  // Until the page is loaded it sets no title, and the previous page's would stay.
  const title = page !== undefined && <title>{`${page} · Grantlens`}</title>;
  const listeners = new Set<() => void>();
  let Part: ComponentType<Props> | undefined;
  let isLoading = false;

  // Told last: who is rendered by that may begin to load anew.
  function show(next: ComponentType<Props> | undefined): void {
    isLoading = false;
    Part = next;
    for (const listener of listeners) listener();
  }

  /** Begins to load, unless it is loaded or on its way. */
  function begin(): void {
    if (isLoading || Part !== undefined) return;
    isLoading = true;
    void load().then(show, () => show(Lacking));
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  function Lacking() {
    const what = page === undefined ? "part" : "page";
    function loadAgain(): void {
      show(undefined);
      begin();
    }
    return (
      <>
        {title}
        <StateView
          title={`This ${what} could not be loaded`}
          level={page === undefined ? 2 : 1}
          actions={<Button onClick={loadAgain}>Try again</Button>}
        >
          <p>A file did not load. Check that Grantlens is still running.</p>
        </StateView>
      </>
    );
  }

  return function Late(props: Props) {
    useState(() => {
      if (Part === Lacking) Part = undefined;
      begin();
    });
    const Shown = useSyncExternalStore(subscribe, () => Part);
    return Shown === undefined ? title || fallback : <Shown {...props} />;
  };
}
