import type { SearchMistake } from "../../find/text/parse-search.ts";
import { cut, visible } from "../../ui/text/visible.ts";
import styles from "./suggestions.module.css";

interface SearchMistakesProps {
  id: string;
  /** What is searched for. */
  text: string;
  mistakes: readonly SearchMistake[];
}

/** So much of the text stands before a mistake. */
const BEFORE = 24;

/** What of a search was not understood: the place in it, and why. The rest counts. */
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
