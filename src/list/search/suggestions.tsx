import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { completionsAt, isUnfinishedAt } from "../../find/text/completions.ts";
import { parseSearch } from "../../find/text/parse-search.ts";
import { oneLine } from "../../ui/text/server-text.tsx";
import type { AnyEntry } from "../entry.ts";
import { type LookedUpObjects, useLookedUpObjects } from "../related-objects.ts";
import type { Listed, Resource } from "../resource.ts";
import { NO_SUGGESTIONS, type SuggestionsProps } from "./suggestions-state.ts";
import { SearchMistakes } from "./search-mistakes.tsx";
import styles from "./suggestions.module.css";

/** Below the search box: completions of the word at the caret, and what was not understood. */
export function Suggestions<T extends Listed>({
  resource,
  entries,
  input,
  draft,
  caret,
  typed,
  value,
  onDraft,
  onState,
}: SuggestionsProps<T>) {
  const { searchFields: fields } = resource;
  const values = completionsOf(resource, entries, useLookedUpObjects());
  const id = useId();
  const [at, setAt] = useState(-1);
  const [wanted, setWanted] = useState(false);
  // Dismissed by the user, until something else is typed.
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const [place, setPlace] = useState<number | null>(null);
  const found = completionsAt(draft, caret < 0 ? draft.length : caret, fields, values);
  const { options } = found;
  const between = found.from === found.to;
  const open =
    caret >= 0 && options.length > 0 && (wanted || (typed && closedFor !== draft && !between));
  const active = open ? Math.min(at, options.length - 1) : -1;
  const { mistakes } = parseSearch(value, fields);
  // On blur the unfinished text is searched for as it is, and its mistakes are shown.
  const waits = caret >= 0 && isUnfinishedAt(draft, caret, fields);
  const told = mistakes.length > 0 && !open;

  // Moves the caret behind the accepted completion, once the input has it.
  useEffect(() => {
    if (place === null) return;
    input.current?.setSelectionRange(place, place);
    // oxlint-disable-next-line react/set-state-in-effect -- done
    setPlace(null);
  }, [input, place]);

  function take(index: number): void {
    const option = options[index];
    if (option === undefined) return;
    const more = option.text.endsWith(":") ? "" : " ";
    const next = `${draft.slice(0, found.from)}${option.text}${more}${draft.slice(found.to).trimStart()}`;
    onDraft(next);
    setPlace(found.from + option.text.length + more.length);
    setAt(-1);
    setWanted(false);
    // After a field name was accepted, its values are offered at once.
    setClosedFor(more === "" ? null : next);
  }

  function close(): void {
    setAt(-1);
    setWanted(false);
    setClosedFor(draft);
  }

  function onKey(event: KeyboardEvent): boolean {
    const { key } = event;
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return false;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (options.length === 0) return false;
      if (!open) {
        setWanted(true);
        setAt(key === "ArrowDown" ? 0 : options.length - 1);
        return true;
      }
      const step = key === "ArrowDown" ? 1 : -1;
      // Beyond either end no option is active.
      setAt(((active + 1 + step + options.length + 1) % (options.length + 1)) - 1);
      return true;
    }
    if (!open) return false;
    if (key === "Escape") {
      close();
      return true;
    }
    // The search is what was typed; the box goes on to send it.
    if (active === -1 && key === "Enter") close();
    if (active === -1 || (key !== "Enter" && key !== "Tab") || event.shiftKey) return false;
    take(active);
    return true;
  }

  // The ref always has the latest key handler, so that the search box is updated only for what is visible.
  const keys = useRef(onKey);
  useEffect(() => {
    keys.current = onKey;
  });
  const list = open ? `${id}list` : undefined;
  const activeId = active === -1 ? undefined : `${id}${active}`;
  const mistakesId = told ? `${id}mistakes` : undefined;
  useEffect(() => {
    onState({
      list,
      active: activeId,
      mistakes: mistakesId,
      waits,
      onKey: (event) => keys.current(event),
    });
  }, [onState, list, activeId, mistakesId, waits]);
  useEffect(() => () => onState(NO_SUGGESTIONS), [onState]);

  return (
    <>
      {open && (
        <div id={`${id}list`} role="listbox" aria-label="Suggestions" className={styles["list"]}>
          {options.map((option, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the box has the focus and the keys
            <div
              key={option.text}
              id={`${id}${index}`}
              role="option"
              aria-selected={index === active}
              className={styles["option"]}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(index)}
            >
              <code dir="auto">{oneLine(option.text)}</code>
              {option.about && <span className={styles["about"]}>{option.about}</span>}
            </div>
          ))}
        </div>
      )}
      <SearchMistakes id={`${id}mistakes`} text={value} mistakes={told ? mistakes : []} />
    </>
  );
}

/** Completions of each field's value: names that were looked up, and values of the rows shown. */
function completionsOf<T extends Listed>(
  { relations, search }: Resource<T>,
  entries: readonly AnyEntry<T>[],
  lookedUp: LookedUpObjects,
): Readonly<Record<string, readonly string[]>> {
  const named = relations.flatMap(({ relation: { name, completionOf } }) => {
    const objects = lookedUp[name]?.byId.values();
    return completionOf && objects ? [[name, [...objects].map((one) => completionOf(one))]] : [];
  });
  const rows = entries.flatMap((entry) => (entry.readable ? [entry.value] : []));
  return { ...Object.fromEntries(named), ...search.completions?.(rows) };
}
