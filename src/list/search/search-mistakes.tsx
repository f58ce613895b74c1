import type { SearchMistake } from "../../find/text/parse-search.ts";
import { cut, visible } from "../../ui/text/visible.ts";
import styles from "./suggestions.module.css";

interface SearchMistakesProps {
  id: string;
  /** The text of the search. */
  text: string;
  mistakes: readonly SearchMistake[];
}

/** How many characters of context are shown on each side of a mistake. */
const BEFORE = 24;

/** The parts of a search that were not understood, in context, and why. The rest of the search applies. */
export function SearchMistakes({ id, text, mistakes }: SearchMistakesProps) {
  return (
    <div id={id} role="status" className={styles["mistakes"]}>
      {mistakes.map(({ from, to, message }) => {
        const start = Math.max(0, from - BEFORE);
        return (
          <p key={from}>
            <code dir="auto">
              {start > 0 && "…"}
              {visible(text.slice(start, from))}
              <mark className={styles["wrong"]}>{visible(text.slice(from, to))}</mark>
              {visible(cut(text.slice(to), BEFORE))}
            </code>{" "}
            {visible(message)}
          </p>
        );
      })}
    </div>
  );
}
