import { useEffect, useId, useRef, useState } from "react";
import { ComboBox } from "react-aria-components/ComboBox";
import { FilterComboboxInput } from "./filter-combobox-input.tsx";
import { FilterComboboxList } from "./filter-combobox-list.tsx";
import {
  type ComboboxStart,
  type FilterComboboxProps,
  type FilterOption,
  type LookedUpProps,
  type Lookup,
  readTypedId,
} from "./filter-lookup.ts";
import { tellApart } from "./tell-apart.ts";
import { useLookup } from "./use-lookup.ts";
import { visible } from "../../ui/text/visible.ts";
import styles from "./filter-combobox.module.css";

/** Debounce of look-ups while typing. */
const LOOKUP_PAUSE_MS = 200;

interface FilterComboboxAriaProps extends FilterComboboxProps {
  start: ComboboxStart;
}

/** The complete filter combobox: a lazy chunk of `FilterCombobox`, never imported by anything else. */
export function FilterComboboxAria({ start, ...given }: FilterComboboxAriaProps) {
  const { name, kind, value, valueLabel, onChange } = given;
  const messageId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(start.draft);
  const [problem, setProblem] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  // The option chosen here, shown optimistically: its name is known before the page has looked it up.
  const [chosen, setChosen] = useState<FilterOption | null>(null);
  const [under, setUnder] = useState<string | null | undefined>(undefined);
  if (under !== undefined && under !== value) setUnder(undefined);

  // A “forbidden” holds for every text: no more requests while the list is open.
  const [refused, setRefused] = useState(false);
  const found = useLookup(given.relation);
  if (open && !refused && found.state === "forbidden") setRefused(true);
  const lookup: Lookup = refused ? { ...found, state: "forbidden", options: [] } : found;
  const props: LookedUpProps = { ...given, lookup };

  const current = under === undefined ? value : (chosen?.value ?? null);
  const named = chosen !== null && chosen.value === current && chosen.label !== current;
  const known = named ? chosen.label : null;
  const label =
    current === null ? "" : visible(known ?? (current === value ? valueLabel : null) ?? current);
  const options = tellApart(lookup.options);
  const wanted = open ? (draft ?? "").trim() : null;

  const { onText } = lookup;
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (wanted === asked.current || (refused && wanted !== null)) return;
    const ask = (): void => {
      asked.current = wanted;
      onText(wanted);
    };
    if (wanted === null || asked.current === null) return ask();
    const timer = setTimeout(ask, LOOKUP_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, refused, onText]);

  function choose(option: FilterOption | null): void {
    setDraft(null);
    setProblem(null);
    if ((option?.value ?? null) === current) return;
    setChosen(option);
    setUnder(value);
    onChange(option?.value ?? null);
  }

  /** Enter with no option focused. Returns whether the list stays open. */
  function commitText(): boolean {
    if (draft === null) return lookup.state === "error" && open ? retry() : false;
    if (draft.trim() === "") {
      if (current === null) return false;
      choose(null);
      return false;
    }
    if (lookup.state === "forbidden") {
      const typed = readTypedId(kind, draft);
      if (typed.value === null) setProblem(typed.problem);
      else choose({ value: typed.value, label: typed.value, detail: null });
      return typed.value === null;
    }
    if (lookup.state === "error") return retry();
    const [only, ...others] = options;
    const answered = lookup.state === "ready" && lookup.text === draft.trim();
    if (!answered || only === undefined || others.length > 0) return true;
    choose(only);
    return false;
  }

  function retry(): boolean {
    lookup.onRetry();
    return true;
  }

  return (
    <ComboBox
      className={styles["box"] ?? ""}
      aria-label={name}
      {...(open && lookup.state === "forbidden" && { "aria-describedby": messageId })}
      items={options}
      value={current}
      inputValue={draft ?? label}
      isInvalid={problem !== null}
      validationBehavior="aria"
      menuTrigger="manual"
      allowsEmptyCollection
      onChange={(key) => {
        // Also called on closing without a choice, with the old value or null.
        const option = options.find((candidate) => candidate.value === key);
        if (option !== undefined) choose(option);
      }}
      onOpenChange={(isOpen) => {
        setOpen(isOpen);
        setProblem(null);
        setRefused(false);
        if (!isOpen) setDraft(null);
      }}
      onBlur={() => {
        setDraft(null);
        setProblem(null);
      }}
    >
      <FilterComboboxInput
        name={name}
        inputRef={input}
        start={start}
        isSet={current !== null}
        title={current === null ? undefined : label}
        editing={draft !== null}
        onType={(text) => {
          setDraft(text);
          setProblem(null);
        }}
        onCommitText={commitText}
        onClear={() => {
          choose(null);
          input.current?.focus();
        }}
      />
      <FilterComboboxList {...props} messageId={messageId} problem={problem} />
    </ComboBox>
  );
}
