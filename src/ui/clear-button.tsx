import type { ComponentProps } from "react";
import styles from "./clear-button.module.css";

interface ClearButtonProps extends Pick<ComponentProps<"button">, "onClick" | "className"> {
  /** The accessible name: "Remove filter User". */
  label: string;
}

/** An “×” that removes the item beside it. */
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
