import type { SearchField } from "../../find/text/parse-search.ts";
import styles from "./suggestions.module.css";

interface SearchSyntaxProps {
  fields: readonly SearchField[];
  /** Searches to learn from, and what they find. */
  examples: readonly (readonly [string, string])[];
}

/** How a list is searched, in a few lines. */
export function SearchSyntax({ fields, examples }: SearchSyntaxProps) {
  return (
    <div className={styles["syntax"]}>
      <h2>How to search</h2>
      <p>
        All words must be found, each in any field. <code>"Two words"</code> in quotes count as one;
        capitals do not matter.
      </p>
      <h3>In one field</h3>
      <dl>
        {fields.map(({ name, about, values }) => (
          <div key={name}>
            <dt>
              <code>{name}:</code>
            </dt>
            <dd>{values ? `${values.join(", ")} (${about})` : about}</dd>
          </div>
        ))}
      </dl>
      <h3>Examples</h3>
      <dl>
        {examples.map(([text, finds]) => (
          <div key={text}>
            <dt>
              <code>{text}</code>
            </dt>
            <dd>{finds}</dd>
          </div>
        ))}
      </dl>
      <p>In the box, the arrow keys offer fields and values, Enter or Tab takes one.</p>
    </div>
  );
}
