import type { Listed, Resource } from "../resource.ts";
import styles from "./suggestions.module.css";

interface SearchSyntaxProps<T extends Listed> {
  resource: Resource<T>;
}

/** A short help on the search syntax of a list. */
export function SearchSyntax<T extends Listed>({ resource }: SearchSyntaxProps<T>) {
  const { searchFields, search } = resource;
  return (
    <div className={styles["syntax"]}>
      <h2>How to search</h2>
      <p>
        Rows must match every word, in any field. <code>"Two words"</code> in quotes count as one.
        Case does not matter, and parts of words match. <code>-word</code> or{" "}
        <code>-{searchFields[0]?.name}:word</code> leaves out the rows that match it.
      </p>
      <h3>In one field</h3>
      <dl>
        {searchFields.map(({ name, about, values }) => (
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
        {search.examples.map(([text, finds]) => (
          <div key={text}>
            <dt>
              <code>{text}</code>
            </dt>
            <dd>{finds}</dd>
          </div>
        ))}
      </dl>
      <p>The arrow keys list fields and values; Enter or Tab picks one.</p>
    </div>
  );
}
