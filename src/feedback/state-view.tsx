import type { ReactNode } from "react";
import styles from "./state-view.module.css";

/** 1 for a whole page, 2 in a list, 3 in a drawer, which has its own heading. */
export type HeadingLevel = 1 | 2 | 3;

interface StateViewProps {
  title: string;
  level?: HeadingLevel;
  children?: ReactNode;
  actions?: ReactNode;
  /** Content that may arrive late, rendered last to avoid a layout shift. */
  after?: ReactNode;
}

/** Rendered in place of rows when there are none to show: a message and actions. */
export function StateView({ title, level = 2, children, actions, after }: StateViewProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={styles["state"]}>
      <Heading>{title}</Heading>
      {children}
      {actions !== undefined && <div className={styles["actions"]}>{actions}</div>}
      {after}
    </div>
  );
}

interface NoticeProps {
  children: ReactNode;
  action?: ReactNode;
}

/** A one-line notice above the table. */
export function Notice({ children, action }: NoticeProps) {
  return (
    <div role="status" className={styles["notice"]}>
      <span>{children}</span>
      {action}
    </div>
  );
}
