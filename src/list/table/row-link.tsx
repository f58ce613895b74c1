import type { KeyboardEvent, ReactNode } from "react";
import { Link } from "react-router";
import type { Target } from "../../paths.ts";
import { visible } from "../../ui/text/visible.ts";
import styles from "./list-table.module.css";

interface RowLinkProps {
  to: Target;
  /** Said after the visible words, for those who hear links out of their row. */
  description: string;
  children: ReactNode;
}

/** The link that is the whole row: its surface covers the row, other links of the row lie above it. */
export function RowLink({ to, description, children }: RowLinkProps) {
  return (
    <Link to={to} className={styles["rowLink"]} data-row-link="" onKeyDown={openRowMenu}>
      {children} <span className="visually-hidden">{visible(description)}</span>
    </Link>
  );
}

interface CellLinkProps {
  to: Target;
  /** The whole text, for when the cell cuts it off. */
  whole: string;
  children: ReactNode;
}

/** A link of one cell, above the row's own. */
export function CellLink({ to, whole, children }: CellLinkProps) {
  return (
    <Link to={to} className={styles["cellLink"]} title={visible(whole)} onKeyDown={openRowMenu}>
      {children}
    </Link>
  );
}

/** The keys of a context menu open the row's own menu, where it has one; the mouse keeps the browser's. */
function openRowMenu(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ContextMenu" && !(event.shiftKey && event.key === "F10")) return;
  const row = event.currentTarget.closest("tr");
  const button = row?.querySelector<HTMLElement>("[data-row-menu]");
  if (!button) return;
  event.preventDefault();
  button.click();
}
