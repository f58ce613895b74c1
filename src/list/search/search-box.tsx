import {
  type FormEvent,
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from "react";
import { Button } from "../../ui/button.tsx";
import type { AnyEntry } from "../entry.ts";
import { normalizeSearch } from "../state/list-state.ts";
import { LazySearchSyntax, LazySuggestions } from "../lazy-list-parts.tsx";
import type { Listed, Resource } from "../resource.ts";
import { NO_SUGGESTIONS } from "./suggestions-state.ts";
import styles from "./search-box.module.css";

/** Debounce of the search while typing. */
export const SEARCH_PAUSE_MS = 300;

interface SearchBoxProps<T extends Listed> {
  /** The search the URL holds. */
  value: string;
  /**
   * Called with the new search, trimmed: debounced while typing, at once on Enter and Escape. With `isRefined` it takes
   * the place of the search that the same typing made before, which nobody meant to come back to.
   */
  onSearch: (value: string, isRefined: boolean) => void;
  placeholder: string;
  /** What is searched, for help that is loaded on first use; and the rows whose values are offered as completions. */
  resource?: Resource<T> | undefined;
  entries?: readonly AnyEntry<T>[];
}

const NO_ENTRIES: readonly never[] = [];

/**
 * The list's search, with a local draft: the URL follows the draft debounced, and when the URL
 * changes otherwise (Back, a link) the draft follows it.
 */
export function SearchBox<T extends Listed>({
  value,
  onSearch,
  placeholder,
  resource,
  ...props
}: SearchBoxProps<T>) {
  const input = useRef<HTMLInputElement>(null);
  const helpId = useId();
  const [used, setUsed] = useState(value !== "");
  const [caret, setCaret] = useState(-1);
  // Typed since the input got the focus: before that, completions do not open by themselves.
  const [typed, setTyped] = useState(false);
  const [suggestions, setSuggestions] = useState(NO_SUGGESTIONS);
  const [draft, setDraft] = useState(value);
  const [composing, setComposing] = useState(false);
  const [seen, setSeen] = useState(value);
  // Searches passed to `onSearch` that the URL does not show yet, oldest first.
  const [sent, setSent] = useState<readonly string[]>([]);
  // The URL holds a search that was typed since the input got the focus.
  const [refines, setRefines] = useState(false);

  if (value !== seen) {
    setSeen(value);
    const arrived = sent.indexOf(value);
    // A navigation of this component that arrives late must not overwrite what was typed since.
    setSent(arrived === -1 ? [] : sent.slice(arrived + 1));
    if (arrived === -1) {
      setDraft(value);
      setRefines(false);
    }
  }

  const wanted = normalizeSearch(draft);
  const { waits } = suggestions;
  const current = sent.at(-1) ?? value;

  function search(text: string): void {
    if (text === current) return;
    setSent([...sent, text]);
    setRefines(text !== "");
    onSearch(text, refines && text !== "");
  }
  const searchLatest = useEffectEvent(search);

  useEffect(() => {
    if (composing || waits || wanted === current) return;
    const timer = setTimeout(() => searchLatest(wanted), SEARCH_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [composing, waits, wanted, current]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    search(wanted);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (suggestions.onKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else clear(event);
  }

  function clear(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.nativeEvent.isComposing || draft === "") return;
    // With text to clear, Escape is handled here and must not close anything else.
    event.preventDefault();
    event.stopPropagation();
    setDraft("");
    search("");
  }

  return (
    <form role="search" className={styles["form"]} onSubmit={submit}>
      <div className={styles["field"]}>
        <input
          ref={input}
          type="search"
          data-key="/"
          role="combobox"
          aria-label="Search"
          aria-autocomplete="list"
          aria-expanded={suggestions.list !== undefined}
          aria-controls={suggestions.list}
          aria-activedescendant={suggestions.active}
          aria-invalid={suggestions.mistakes !== undefined || undefined}
          aria-describedby={suggestions.mistakes}
          className={styles["input"]}
          placeholder={placeholder}
          value={draft}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          onFocus={() => {
            setUsed(true);
            setTyped(false);
            setRefines(false);
          }}
          onBlur={() => setCaret(-1)}
          onSelect={(event) => setCaret(event.currentTarget.selectionEnd ?? draft.length)}
          onChange={(event) => {
            setTyped(true);
            setDraft(event.target.value);
            setCaret(event.target.selectionEnd ?? event.target.value.length);
          }}
          onKeyDown={onKeyDown}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
        />
        {resource && (
          <Button
            className={styles["help"]}
            aria-label="How to search"
            popoverTarget={helpId}
            onClick={() => setUsed(true)}
          >
            ?
          </Button>
        )}
      </div>
      {resource && (used || value !== "") && (
        <LazySuggestions
          resource={resource}
          input={input}
          draft={draft}
          caret={caret}
          typed={typed}
          value={value}
          entries={props.entries ?? NO_ENTRIES}
          onDraft={setDraft}
          onState={setSuggestions}
        />
      )}
      {resource && (
        <div id={helpId} popover="auto" className={styles["syntax"]}>
          {used && <LazySearchSyntax resource={resource} />}
        </div>
      )}
    </form>
  );
}
