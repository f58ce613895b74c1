import { useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { writeClipboard } from "./clipboard.ts";
import { visible } from "./text/visible.ts";
import styles from "./copy-button.module.css";

interface CopyButtonProps {
  /** What is copied: the accessible name is "Copy <label>". */
  label: string;
  /** The text, or a function that is called for it on click. */
  value: string | (() => string);
  /** Looks like plain text ("quiet", default) or like a button. */
  look?: "quiet" | "plain";
}

type Outcome = "none" | "copied" | "failed";

const SAID: Readonly<Record<Outcome, string>> = {
  none: "",
  copied: "Copied",
  failed: "Copying is not possible here. Select the text instead.",
};

const SHOWN_MS = 2500;

/** Copies a text to the clipboard, and announces whether that worked. */
export function CopyButton({ label, value, look = "quiet" }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>("none");

  useEffect(() => {
    if (outcome === "none") return;
    const timer = setTimeout(() => setOutcome("none"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy(): Promise<void> {
    const text = typeof value === "string" ? value : value();
    setOutcome((await writeClipboard(text)) ? "copied" : "failed");
  }

  const className = styles[look] ?? "";
  return (
    <span className={styles["copy"]}>
      <Button className={className} onClick={() => void copy()}>
        Copy<span className="visually-hidden"> {visible(label)}</span>
      </Button>
      <span className={styles["outcome"]} aria-live="polite">
        {SAID[outcome]}
      </span>
    </span>
  );
}
