import {
  type ComponentType,
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import {
  filterComboboxAria,
  preloadFilterCombobox,
  subscribeToFilterCombobox,
} from "./filter-combobox-loader.ts";
import { FilterField } from "./filter-field.tsx";
import {
  type ComboboxStart,
  type FilterComboboxProps,
  readTypedId,
  typedIdHint,
} from "./filter-lookup.ts";
import { visible } from "../../ui/text/visible.ts";
import styles from "./filter-combobox.module.css";

interface Full {
  Box: ComponentType<FilterComboboxProps & { start: ComboboxStart }>;
  start: ComboboxStart;
}

/**
 * A filter by one object, searched on the server. Renders a plain input first; the complete combobox
 * is a lazy chunk, loaded when idle, takes over at the first focus, and keeps the input's text, caret and focus.
 */
export function FilterCombobox(props: FilterComboboxProps) {
  const [full, setFull] = useState<Full | null>(null);
  if (full === null) return <PlainCombobox {...props} onFull={setFull} />;
  return <full.Box {...props} start={full.start} />;
}

interface PlainComboboxProps extends FilterComboboxProps {
  onFull: (full: Full) => void;
}

function PlainCombobox({ name, kind, value, valueLabel, onChange, onFull }: PlainComboboxProps) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  // The complete combobox has ten times the components: it comes with the first focus.
  const [wanted, setWanted] = useState(false);
  const [wantsOpen, setWantsOpen] = useState(false);
  const [pressed, setPressed] = useState(false);
  const [composing, setComposing] = useState(false);
  const box = useSyncExternalStore(subscribeToFilterCombobox, filterComboboxAria);
  const failed = box === "failed";
  const shown = draft ?? visible(valueLabel ?? value ?? "");

  const takeOver = useEffectEvent((Box: Full["Box"]) => {
    const element = input.current;
    const focused = element !== null && document.activeElement === element;
    onFull({
      Box,
      start: {
        draft,
        selection: focused
          ? [element.selectionStart ?? shown.length, element.selectionEnd ?? shown.length]
          : null,
        open: focused && wantsOpen,
      },
    });
  });

  // A layout effect swaps the two inputs in one task, so that no keystroke is lost. It waits while a
  // pointer is pressed (its click would be lost) or an IME composition is open (its text would be).
  useLayoutEffect(() => {
    if (box !== null && box !== "failed" && wanted && !pressed && !composing) takeOver(box);
  }, [box, wanted, pressed, composing]);

  useEffect(() => {
    if (!pressed) return;
    // After the click event, which follows `pointerup`.
    const release = (): void => void setTimeout(() => setPressed(false), 0);
    window.addEventListener("pointerup", release);
    window.addEventListener("pointercancel", release);
    return () => {
      window.removeEventListener("pointerup", release);
      window.removeEventListener("pointercancel", release);
    };
  }, [pressed]);

  function reset(): void {
    setDraft(null);
    setProblem(null);
    setWantsOpen(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setWantsOpen(true);
      void preloadFilterCombobox();
    } else if (event.key === "Escape" && (draft !== null || wantsOpen)) {
      event.preventDefault();
      event.stopPropagation();
      reset();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (failed && draft !== null) commitTyped(draft);
    }
  }

  function commitTyped(text: string): void {
    if (text.trim() === "") {
      reset();
      if (value !== null) onChange(null);
      return;
    }
    const typed = readTypedId(kind, text);
    if (typed.value === null) {
      setProblem(typed.problem);
      return;
    }
    reset();
    onChange(typed.value);
  }

  return (
    <div className={styles["box"]}>
      <FilterField
        name={name}
        isSet={value !== null}
        onClear={() => {
          reset();
          onChange(null);
          input.current?.focus();
        }}
      >
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-expanded={false}
          aria-autocomplete="list"
          aria-label={name}
          aria-invalid={problem !== null || undefined}
          aria-describedby={failed ? id : undefined}
          className={styles["input"]}
          placeholder={name}
          title={value === null ? undefined : shown}
          value={shown}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          onFocus={() => {
            setWanted(true);
            void preloadFilterCombobox();
          }}
          onBlur={reset}
          onPointerDown={() => {
            setPressed(true);
            setWantsOpen(true);
            void preloadFilterCombobox();
          }}
          onClick={(event) => {
            if (draft === null) event.currentTarget.select();
          }}
          onChange={(event) => {
            setWanted(true);
            setDraft(event.target.value);
            setProblem(null);
            setWantsOpen(true);
            void preloadFilterCombobox();
          }}
          onKeyDown={onKeyDown}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
        />
      </FilterField>
      {failed && (
        <p
          id={id}
          className={`${styles["raised"]} ${styles["hint"]}`}
          role={problem === null ? undefined : "alert"}
        >
          {problem ?? `The list could not be loaded. ${typedIdHint(name, kind)}`}
        </p>
      )}
    </div>
  );
}
