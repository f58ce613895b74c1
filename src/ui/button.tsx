import type { ComponentProps } from "react";
import styles from "./button.module.css";

type Look = "plain" | "quiet" | "link";

interface ButtonProps extends ComponentProps<"button"> {
  look?: Look;
}

/** The class of a button, for links that must look like one. */
export function buttonClass(look: Look = "plain"): string {
  const base = styles["button"] ?? "";
  return look === "plain" ? base : `${base} ${styles[look] ?? ""}`;
}

/** A native button in the console's style. */
export function Button({ look = "plain", className, ...props }: ButtonProps) {
  const dress = buttonClass(look);
  return (
    <button type="button" className={className ? `${dress} ${className}` : dress} {...props} />
  );
}
