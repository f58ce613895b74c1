import type { ComponentProps } from "react";
import styles from "./clear-button.module.css";

interface ClearButtonProps extends Pick<ComponentProps<"button">, "onClick" | "className"> {
  /** What it takes away, as a command: "Remove filter User". */
  label: string;
}

/** Takes away what it stands beside. */
export function ClearButton({ label, className = "", onClick }: ClearButtonProps) {
  return (
    <button
      type="button"
      className={`${styles["clear"]} ${className}`}
      aria-label={label}
      onClick={onClick}
    >
      ×
    </button>
  );
}
