import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useId, useState } from "react";
import { Outlet, useLocation } from "react-router";
import { isRowQuery } from "../api/keys.ts";
import { useDefaultView } from "../list/views/views-store.ts";
import { type ResourceName, listPath } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { Logo } from "../ui/logo.tsx";
import { CrashBoundary } from "./crash-boundary.tsx";
import { RetryStatus } from "./retry-status.tsx";
import { useTimes } from "../ui/text/times.ts";
import { NavLink } from "../link.tsx";
import styles from "./shell.module.css";

interface ShellProps {
  /** The foot of the navigation, and what else no page needs for its first rows. */
  later: ReactNode;
}

/** The frame of every page: the navigation, the authentik it shows, and the signed-in user. */
export function Shell({ later }: ShellProps) {
  const { pathname, key } = useLocation();
  const [times] = useTimes();
  // Open only at the path where it was opened: navigation closes it.
  const [openAt, setOpenAt] = useState<string>();
  const open = openAt === pathname;
  return (
    <div className={styles["shell"]}>
      <a className={styles["skip"]} href="#main">
        Skip to content
      </a>
      <header className={styles["rail"]} data-open={open || undefined}>
        <div className={styles["brand"]}>
          <Button
            look="quiet"
            className={styles["menu"]}
            aria-expanded={open}
            aria-label="Menu"
            onClick={() => setOpenAt(open ? undefined : pathname)}
          >
            <span aria-hidden="true">☰</span>
          </Button>
          <Logo />
          <span className={styles["name"]}>Grantlens</span>
        </div>
        <nav aria-label="Lists" className={styles["nav"]}>
          <NavLink to={{ pathname: "/" }} title="Overview">
            <span>Overview</span>
          </NavLink>
          <ListGroup name="OAuth2">
            <ListLink list="sign-ins">Sign-ins</ListLink>
            <ListLink list="authorization-codes">Authorization codes</ListLink>
            <ListLink list="access-tokens">Access tokens</ListLink>
            <ListLink list="refresh-tokens">Refresh tokens</ListLink>
          </ListGroup>
          <ListGroup name="Sources">
            <ListLink list="user-connections">User connections</ListLink>
            <ListLink list="group-connections">Group connections</ListLink>
            <ListLink list="sources">Sources</ListLink>
            <NavLink to={{ pathname: "/same-identity" }} title="Same identity">
              <span>Same identity</span>
            </NavLink>
          </ListGroup>
        </nav>
        <div className={styles["foot"]}>
          <WhenQuiet>{later}</WhenQuiet>
        </div>
      </header>
      <main id="main" className={styles["main"]} tabIndex={-1}>
        <CrashBoundary resetKey={key}>
          {/* Times are texts: they are written anew. */}
          <Outlet key={times} />
        </CrashBoundary>
      </main>
      <RetryStatus />
    </div>
  );
}

interface ListGroupProps {
  name: string;
  children: ReactNode;
}

/** A labelled group of list links. */
function ListGroup({ name, children }: ListGroupProps) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={styles["group"]}>
      <span id={id} className={styles["groupName"]}>
        {name}
      </span>
      {children}
    </div>
  );
}

interface ListLinkProps {
  list: ResourceName;
  children: string;
}

/** Links to a list, or to its default view; that page then says so. */
function ListLink({ list, children }: ListLinkProps) {
  const view = useDefaultView(list);
  return (
    <NavLink
      to={listPath(list, view && `?${view.search}`)}
      state={view && { defaultView: view.name }}
      title={children}
    >
      <span>{children}</span>
    </NavLink>
  );
}

/** Renders its children once no rows are awaited: loading them would take bytes from these. */
function WhenQuiet({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const rows = useIsFetching({ predicate: isRowQuery });
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    // After the effects of the page, which request its rows.
    const timer = setTimeout(() => {
      if (rows + client.isFetching({ predicate: isRowQuery }) === 0) setDue(true);
    });
    return () => clearTimeout(timer);
  }, [client, rows]);
  return isDue && children;
}
