import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { createPath, parsePath, useHref, useLocation, useNavigate } from "react-router";
import { objectPath, type ResourceName } from "../../paths.ts";
import { isPlainClick } from "../../ui/plain-click.ts";
import { visible } from "../../ui/text/visible.ts";
import styles from "./list-table.module.css";

interface RowLinks {
  /** The URL of an object, or of what is below it. */
  hrefOf: (pk: number | string, below: string) => string;
  onClick: (event: MouseEvent<HTMLAnchorElement>) => void;
}

const RowLinksContext = createContext<RowLinks>({ hrefOf: () => "", onClick: () => {} });

interface RowLinksProps {
  list: ResourceName;
  /** The rows are those of an earlier question, and are not rendered for the next one. */
  isPlaceholder: boolean;
  children: ReactNode;
}

/**
 * What all links in a table's rows have in common. They are plain anchors: as components of the router, each would
 * observe the URL, and all rows would be rendered at each change of it. Until the next rows are there, their URLs are
 * those of the list that they are from; a click keeps the list that was asked for.
 */
export function RowLinksProvider({ list, isPlaceholder, children }: RowLinksProps) {
  const location = useLocation();
  const [search, setSearch] = useState(location.search);
  if (!isPlaceholder && search !== location.search) setSearch(location.search);
  const base = useHref("/").replace(/\/$/, "");
  const navigate = useNavigate();
  const latest = useRef({ navigate, location });
  useEffect(() => {
    latest.current = { navigate, location };
  });
  const links = useMemo(
    (): RowLinks => ({
      hrefOf: (pk, below) => base + createPath(objectPath(list, pk, below, search)),
      onClick(event) {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        const { pathname = "" } = parsePath(event.currentTarget.getAttribute("href")!);
        const { location: here, navigate: go } = latest.current;
        const to = { pathname: pathname.slice(base.length), search: here.search };
        void go(to, { replace: createPath(to) === createPath({ ...here, hash: "" }) });
      },
    }),
    [list, search, base],
  );
  return <RowLinksContext value={links}>{children}</RowLinksContext>;
}

interface RowLinkProps extends ComponentProps<"a"> {
  pk: number | string;
  /** The accessible name: the visible text, then the object, for screen readers that list links without their row. */
  label: string;
}

/** The link of the whole row: its hit area covers the row, other links of the row are stacked above it. */
export function RowLink({ pk, label, className = "", ...props }: RowLinkProps) {
  const { hrefOf, onClick } = use(RowLinksContext);
  return (
    <a
      {...props}
      href={hrefOf(pk, "")}
      className={`${styles["rowLink"]} ${className}`}
      aria-label={label}
      data-row-link=""
      onClick={onClick}
      onKeyDown={openRowMenu}
    />
  );
}

interface CellLinkProps {
  pk: number | string;
  /** The path below the object. */
  below: string;
  /** The whole text, for when the cell truncates it. */
  whole: string;
  children: ReactNode;
}

/** A link in one cell, stacked above the row's own. */
export function CellLink({ pk, below, whole, children }: CellLinkProps) {
  const { hrefOf, onClick } = use(RowLinksContext);
  return (
    <a
      href={hrefOf(pk, below)}
      className={styles["cellLink"]}
      title={visible(whole)}
      onClick={onClick}
      onKeyDown={openRowMenu}
    >
      {children}
    </a>
  );
}

/** The context menu keys open the row's menu; a right click still opens the browser's. */
function openRowMenu(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ContextMenu" && !(event.shiftKey && event.key === "F10")) return;
  const row = event.currentTarget.closest("tr");
  const button = row?.querySelector<HTMLElement>("[data-row-menu]");
  if (!button) return;
  event.preventDefault();
  button.click();
}
