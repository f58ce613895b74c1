import { oneLine } from "../ui/server-text.tsx";
import { visible } from "../ui/visible.ts";
import styles from "./columns.module.css";

const SHOWN = 3;

/** Scopes, sorted as the API does not; the rest as a count, whole on hover and in the drawer. */
export function ScopeList({ scope }: { scope: readonly string[] }) {
  if (scope.length === 0) return <span className={styles["muted"]}>none</span>;
  const rest = scope.length - SHOWN;
  return (
    <span title={visible(scope.join(" "))} className={styles["scopes"]}>
      {scope.slice(0, rest > 0 ? SHOWN : undefined).map((name, index) => (
        <code
          key={index}
          dir="auto"
          className={styles["chip"]}
          data-long={name.length > 8 || undefined}
        >
          {oneLine(name)}
        </code>
      ))}
      {rest > 0 && (
        <span className={styles["chip"]}>
          +{rest}
          <span className="visually-hidden"> more</span>
        </span>
      )}
    </span>
  );
}
