import {
  type ComponentType,
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  use,
  useCallback,
  useState,
} from "react";
import { StateView } from "./state-view.tsx";
import { Button } from "../ui/button.tsx";

const LoadAgain = createContext<() => void>(() => {});

interface LazyOptions {
  /** Rendered until the chunk is loaded. */
  fallback?: ReactNode;
  /** The document title, if this is a whole page and not a part of one. */
  page?: string;
}

/**
 * A component in a lazy chunk. If the chunk fails to load, a message with a retry button is rendered in its place;
 * React's own `lazy` would fail permanently, and crash up to the next error boundary.
 */
export function lazyComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { fallback, page }: LazyOptions = {},
): ComponentType<Props> {
  // Until the page is loaded it sets no title, and the previous page's would stay.
  const title = page !== undefined && <title>{`${page} · Grantlens`}</title>;
  function Lacking() {
    return (
      <>
        {title}
        <NotLoaded what={page === undefined ? "part" : "page"} />
      </>
    );
  }

  let failed = false;
  let Part = begin();

  function begin() {
    failed = false;
    return lazy(async () => {
      try {
        return { default: await load() };
      } catch {
        failed = true;
        return { default: Lacking };
      }
    });
  }

  return function Late(props: Props) {
    const [Shown, setShown] = useState(() => (failed ? (Part = begin()) : Part));
    const loadAgain = useCallback(() => {
      const next = begin();
      Part = next;
      setShown(() => next);
    }, []);
    return (
      <LoadAgain value={loadAgain}>
        {/* Its own boundary: what suspends with a whole page is mounted again afterwards, and would fetch again. */}
        <Suspense fallback={title || fallback}>
          <Shown {...props} />
        </Suspense>
      </LoadAgain>
    );
  };
}

function NotLoaded({ what }: { what: "page" | "part" }) {
  const loadAgain = use(LoadAgain);
  return (
    <StateView
      title={`This ${what} could not be loaded`}
      level={what === "page" ? 1 : 2}
      actions={<Button onClick={loadAgain}>Try again</Button>}
    >
      <p>A file did not load. Check that Grantlens is still running.</p>
    </StateView>
  );
}
