import type { KeyboardEvent, ReactNode } from "react";
import { Link } from "react-router";
import type { Target } from "../../paths.ts";
import { visible } from "../../ui/text/visible.ts";
import styles from "./list-table.module.css";

interface RowLinkProps {
  to: Target;
  /** Read after the visible text, for screen readers that list links outside their row. */
  description: string;
  children: ReactNode;
}

/** The link of the whole row: its hit area covers the row, other links of the row are stacked above it. */
export function RowLink({ to, description, children }: RowLinkProps) {
  return (
    <Link to={to} className={styles["rowLink"]} data-row-link="" onKeyDown={openRowMenu}>
      {children} <span className="visually-hidden">{visible(description)}</span>
    </Link>
  );
}

interface CellLinkProps {
  to: Target;
  /** The whole text, for when the cell truncates it. */
  whole: string;
  children: ReactNode;
}

/** A link in one cell, stacked above the row's own. */
export function CellLink({ to, whole, children }: CellLinkProps) {
  return (
    <Link to={to} className={styles["cellLink"]} title={visible(whole)} onKeyDown={openRowMenu}>
      {children}
    </Link>
  );
}

/** The context menu keys open the row's menu, where it has one; a right click still opens the browser's. */
function openRowMenu(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ContextMenu" && !(event.shiftKey && event.key === "F10")) return;
  const row = event.currentTarget.closest("tr");
  const button = row?.querySelector<HTMLElement>("[data-row-menu]");
  if (!button) return;
  event.preventDefault();
  button.click();
}
