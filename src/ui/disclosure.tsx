import { useState, type ReactNode } from "react";
import styles from "./disclosure.module.css";

interface DisclosureProps {
  summary: ReactNode;
  startsOpen?: boolean;
  children: () => ReactNode;
}

/** A native `<details>` that renders its children only while open. */
export function Disclosure({ summary, startsOpen = false, children }: DisclosureProps) {
  const [open, setOpen] = useState(startsOpen);
  return (
    <details
      className={styles["disclosure"]}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={styles["summary"]}>{summary}</summary>
      {open && children()}
    </details>
  );
}
