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
  /** In its place until it is there. */
  fallback?: ReactNode;
  /** The title, where it is a whole page, not a part of one. */
  page?: string;
}

/**
 * A component whose code comes in a file of its own. When the file cannot be had, that is said in the component's
 * place and can be tried again; React's own `lazy` would fail for good, and take what is around it along.
 */
export function lazyComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { fallback, page }: LazyOptions = {},
): ComponentType<Props> {
  // Until a page is there it has no title of its own, and that of the one before would stay.
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
        {/* Of its own: what suspends as a whole is mounted anew afterwards, and would ask anew. */}
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
      <p>A file of Grantlens did not arrive. Check that the Grantlens process is still running.</p>
    </StateView>
  );
}
