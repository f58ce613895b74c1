import { use } from "react";
import { HighlightContext } from "../../ui/text/highlight-context.ts";
import { Highlighted } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";
import styles from "../../list/table/columns.module.css";

const SHOWN = 3;

/** The first scopes, and a count of the rest; all on hover and in the drawer. Matches of a search go first. */
export function ScopeList({ scope }: { scope: readonly string[] }) {
  const marking = use(HighlightContext);
  if (scope.length === 0) return <span className={styles["muted"]}>none</span>;
  const rest = scope.length - SHOWN;
  const found = marking ? scope.filter((name) => marking.isIn("scope", name)) : [];
  const inOrder = rest > 0 && found.length > 0 ? [...new Set([...found, ...scope])] : scope;
  return (
    <span title={visible(scope.join(" "))} className={styles["scopes"]}>
      {inOrder.slice(0, rest > 0 ? SHOWN : undefined).map((name, index) => (
        <code
          key={index}
          dir="auto"
          className={styles["chip"]}
          data-long={name.length > 8 || undefined}
        >
          <Highlighted field="scope">{name}</Highlighted>
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
