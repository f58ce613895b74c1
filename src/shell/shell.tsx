import { useIsFetching, useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { NavLink, Outlet, useLocation } from "react-router";
import { consoleConfigQuery } from "../api/endpoints/console-config.ts";
import { isRowQuery } from "../api/keys.ts";
import { meQuery } from "../api/endpoints/me.ts";
import { versionQuery } from "../api/endpoints/version.ts";
import { useDefaultView } from "../list/views/views-store.ts";
import { type ResourceName, listPath } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { Logo } from "../ui/logo.tsx";
import { CrashBoundary } from "./crash-boundary.tsx";
import { RetryStatus } from "./retry-status.tsx";
import { ThemeSelect } from "./theme-select.tsx";
import { WhoAmI } from "./who-am-i.tsx";
import { ServerText } from "../ui/text/server-text.tsx";
import styles from "./shell.module.css";

/** The frame of every page: the navigation, the authentik it shows, and the signed-in user. */
export function Shell() {
  const { pathname, key } = useLocation();
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
          <NavLink to="/" end>
            Overview
          </NavLink>
          <ListGroup name="OAuth2">
            <ListLink list="sign-ins">Sign-ins</ListLink>
            <ListLink list="authorization-codes">Authorization codes</ListLink>
            <ListLink list="access-tokens">Access tokens</ListLink>
            <ListLink list="refresh-tokens">Refresh tokens</ListLink>
          </ListGroup>
          <ListGroup name="Sources">
            <ListLink list="source-connections">Source connections</ListLink>
          </ListGroup>
        </nav>
        <div className={styles["foot"]}>
          <ThemeSelect />
          <Upstream />
          <WhoAmI />
        </div>
      </header>
      <main id="main" className={styles["main"]} tabIndex={-1}>
        <CrashBoundary resetKey={key}>
          <Outlet />
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
    >
      {children}
    </NavLink>
  );
}

/** The version and host of the authentik that is shown. */
function Upstream() {
  const config = useQuery(consoleConfigQuery()).data;
  const me = useQuery(meQuery());
  // Rows are fetched first, and the version only if who-am-I succeeded.
  const rows = useIsFetching({ predicate: isRowQuery });
  const version = useQuery({ ...versionQuery(), enabled: me.isSuccess && rows === 0 }).data;
  return (
    <p className={styles["upstream"]}>
      {version === undefined ? "authentik" : <ServerText>{`authentik ${version}`}</ServerText>}
      {config?.mode === "sandbox" && <span>sandbox</span>}
      {config?.mode === "authentik" && config.authentikUrl !== null && (
        <bdi>{new URL(config.authentikUrl).host}</bdi>
      )}
      {config?.readOnly && config.mode === "authentik" && <span>read-only</span>}
      {config?.oneToken && <span>one token for everybody</span>}
    </p>
  );
}
