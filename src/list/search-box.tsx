import { type FormEvent, type KeyboardEvent, useEffect, useEffectEvent, useState } from "react";
import { normalizeSearch } from "./params.ts";
import styles from "./search-box.module.css";

/** How long typing must pause before it becomes a search. */
export const SEARCH_PAUSE_MS = 300;

interface SearchBoxProps {
  /** The search the URL holds. */
  value: string;
  /** A new search, trimmed: after a pause in typing, or at once on Enter and Escape. */
  onSearch: (value: string) => void;
  placeholder: string;
}

/**
 * The list's search. What is typed stays as typed; the URL follows after a pause, and when the URL
 * changes from elsewhere (Back, a link) the box follows it.
 */
export function SearchBox({ value, onSearch, placeholder }: SearchBoxProps) {
  const [draft, setDraft] = useState(value);
  const [composing, setComposing] = useState(false);
  const [seen, setSeen] = useState(value);
  // Searches handed up whose navigation has not come back yet, oldest first.
  const [sent, setSent] = useState<readonly string[]>([]);

  if (value !== seen) {
    setSeen(value);
    const arrived = sent.indexOf(value);
    // An own navigation arriving late must not overwrite what was typed since.
    setSent(arrived === -1 ? [] : sent.slice(arrived + 1));
    if (arrived === -1) setDraft(value);
  }

  const wanted = normalizeSearch(draft);
  const current = sent.at(-1) ?? value;

  function search(text: string): void {
    if (text === current) return;
    setSent([...sent, text]);
    onSearch(text);
  }
  const searchLatest = useEffectEvent(search);

  useEffect(() => {
    if (composing || wanted === current) return;
    const timer = setTimeout(() => searchLatest(wanted), SEARCH_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [composing, wanted, current]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    search(wanted);
  }

  function clear(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.nativeEvent.isComposing || draft === "") return;
    // With something to clear, Escape is the box's own and closes nothing else.
    event.preventDefault();
    event.stopPropagation();
    setDraft("");
    search("");
  }

  return (
    <form role="search" className={styles["form"]} onSubmit={submit}>
      <input
        type="search"
        aria-label="Search"
        className={styles["input"]}
        placeholder={placeholder}
        value={draft}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={clear}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
      />
    </form>
  );
}
