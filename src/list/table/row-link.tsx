import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  use,
  useCallback,
  useState,
} from "react";
import { createPath, useHref, useLocation, useNavigate } from "react-router";
import { objectPath, type ResourceName } from "../../paths.ts";
import { isPlainClick } from "../../ui/plain-click.ts";
import { visible } from "../../ui/text/visible.ts";
import styles from "./list-table.module.css";

/** The URL of an object, or of what is below it. */
const HrefOf = createContext((_pk: number | string, _below: string): string => "");

interface LinkedRowsProps {
  list: ResourceName;
  /** The rows are those of an earlier question, and are not rendered for the next one. */
  isPlaceholder: boolean;
  children: ReactNode;
}

/**
 * A table's rows, with what all their links have in common. They are plain anchors: as components of the router, each
 * would observe the URL, and all rows would be rendered at each change of it. Until the next rows are there, their URLs
 * are those of the list that they are from; a click keeps the list that was asked for.
 *
 * A row is followed by a click anywhere in it, but has no link on top: its text can be selected.
 */
export function LinkedRows({ list, isPlaceholder, children }: LinkedRowsProps) {
  const location = useLocation();
  const [search, setSearch] = useState(location.search);
  if (!isPlaceholder && search !== location.search) setSearch(location.search);
  const base = useHref("/").replace(/\/$/, "");
  const navigate = useNavigate();
  const hrefOf = useCallback(
    (pk: number | string, below: string) => base + createPath(objectPath(list, pk, below, search)),
    [list, search, base],
  );

  function onClick(event: MouseEvent<HTMLElement>): void {
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>("a, button, [popover]");
    const selection = getSelection();
    const isSelected = selection?.isCollapsed === false && selection.containsNode(target, true);
    if (isSelected && event.button === 0 && event.detail > 0) {
      // The click ended a drag, or was the second of two: its text is selected.
      event.preventDefault();
    } else if (link === null) {
      if (event.button > 1) return;
      // A click on the row's link, which follows it as that would, also with keys held or the middle button.
      const click = new globalThis.MouseEvent("click", event.nativeEvent);
      target.closest("tr")?.querySelector("[data-row-link]")?.dispatchEvent(click);
    } else if (link.href && isPlainClick(event)) {
      event.preventDefault();
      const to = { pathname: link.pathname.slice(base.length), search: location.search };
      void navigate(to, { replace: createPath(to) === createPath({ ...location, hash: "" }) });
    }
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- for all links and rows inside
    <tbody role="rowgroup" onClick={onClick} onAuxClick={onClick} onKeyDown={openRowMenu}>
      <HrefOf value={hrefOf}>{children}</HrefOf>
    </tbody>
  );
}

interface RowLinkProps extends ComponentProps<"a"> {
  pk: number | string;
  /** The accessible name: the visible text, then the object, for screen readers that list links without their row. */
  label: string;
}

/** The link of the whole row: its focus ring and its stripe are around the row. */
export function RowLink({ pk, label, className = "", ...props }: RowLinkProps) {
  const hrefOf = use(HrefOf);
  return (
    <a
      {...props}
      href={hrefOf(pk, "")}
      className={`${styles["rowLink"]} ${className}`}
      aria-label={label}
      data-row-link=""
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

/** A link in one cell, beside the row's own. */
export function CellLink({ pk, below, whole, children }: CellLinkProps) {
  const hrefOf = use(HrefOf);
  return (
    <a href={hrefOf(pk, below)} className={styles["cellLink"]} title={visible(whole)}>
      {children}
    </a>
  );
}

/** The context menu keys open the row's menu; a right click still opens the browser's. */
function openRowMenu(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ContextMenu" && !(event.shiftKey && event.key === "F10")) return;
  const row = (event.target as Element).closest("tr");
  const button = row?.querySelector<HTMLElement>("[data-row-menu]");
  if (!button) return;
  event.preventDefault();
  button.click();
}
