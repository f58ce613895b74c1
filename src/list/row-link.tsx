import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Target } from "../paths.ts";
import { visible } from "../ui/visible.ts";
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
    <Link to={to} className={styles["rowLink"]} data-row-link="">
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
    <Link to={to} className={styles["cellLink"]} title={visible(whole)}>
      {children}
    </Link>
  );
}
