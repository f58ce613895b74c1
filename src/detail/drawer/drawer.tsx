import { useEffect, useId, useRef, type ReactNode } from "react";
import type { To } from "react-router";
import { useDrawerWidth } from "./drawer-width.ts";
import { DrawerActions } from "./drawer-actions.tsx";
import { DrawerEdge } from "./drawer-edge.tsx";
import styles from "./drawer.module.css";
import type { Gone } from "../use-object.ts";
import { formatTime } from "../../ui/text/format.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { Link } from "../../link.tsx";

export interface Crumb {
  label: string;
  /** Absent for the last one, the current location. */
  to?: To | undefined;
}

interface DrawerProps {
  /** Also the accessible name of the region. */
  heading: ReactNode;
  breadcrumbs: readonly Crumb[];
  /** Identifies object and step; when it changes, the focus moves to the heading. */
  focusKey: string;
  /** The list in its current state. */
  closeTo: To;
  /** The neighbouring rows; null when there is none, undefined while not known yet. */
  previous: To | null | undefined;
  next: To | null | undefined;
  /** Buttons for what can be done with the object. */
  actions?: ReactNode;
  /** A short line under the heading. */
  status?: ReactNode;
  /** Shows a skeleton in place of the fields. */
  loading?: boolean | undefined;
  /** The object is no longer listed. */
  gone?: Gone | undefined;
  /** Shown above what is still known. */
  error?: ReactNode;
  children?: ReactNode;
}

/** One object, docked beside its list: a region, not a dialog, without a focus trap. The list stays usable. */
export function Drawer(props: DrawerProps) {
  const { heading, breadcrumbs, focusKey, closeTo, gone, error, loading } = props;
  const headingId = useId();
  const headingRef = useRef<HTMLHeadingElement>(null);
  const bodyRef = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (bodyRef.current !== null) bodyRef.current.scrollTop = 0;
    headingRef.current?.focus({ preventScroll: true });
    // In a zoomed window, which scrolls as one page, it may be out of view.
    headingRef.current?.scrollIntoView({ block: "nearest" });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the key changes when something else is shown
  }, [focusKey]);

  const { width, style, setWidth } = useDrawerWidth();

  return (
    <section className={styles["drawer"]} aria-labelledby={headingId} style={style}>
      <DrawerEdge width={width} onWidth={setWidth} />
      <header className={styles["head"]}>
        <Breadcrumbs crumbs={breadcrumbs} />
        <h2 id={headingId} ref={headingRef} tabIndex={-1} className={styles["heading"]}>
          {heading}
        </h2>
        <DrawerActions closeTo={closeTo} previous={props.previous} next={props.next} />
        {(props.status !== undefined || props.actions) && (
          <div className={styles["status"]}>
            {props.status}
            {props.actions}
          </div>
        )}
      </header>
      {/* The key remounts it when fields replace the skeleton, so that a heading that has grown shifts nothing. */}
      <div
        key={loading === true ? "loading" : "loaded"}
        ref={bodyRef}
        className={styles["body"]}
        aria-busy={loading === true}
      >
        <div aria-live="polite">
          {gone !== undefined && (
            <p className={styles["gone"]}>
              No longer listed. Last seen {formatTime(gone.lastSeen)}, first missed{" "}
              {formatTime(gone.firstMissed)}.
            </p>
          )}
          {error}
        </div>
        {loading === true ? <Skeleton /> : props.children}
      </div>
    </section>
  );
}

function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumbs" className={styles["crumbs"]}>
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={index}>
            {crumb.to === undefined ? (
              <span aria-current="location">
                <ServerText>{crumb.label}</ServerText>
              </span>
            ) : (
              <Link to={crumb.to}>
                <ServerText>{crumb.label}</ServerText>
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

const LINES = ["a", "b", "c", "d", "e", "f"];

/** The skeleton of the fields. */
function Skeleton() {
  return (
    <div className={styles["skeleton"]}>
      <span className="visually-hidden">Loading</span>
      {LINES.map((line) => (
        <div key={line} className={styles["line"]} aria-hidden="true" />
      ))}
    </div>
  );
}
