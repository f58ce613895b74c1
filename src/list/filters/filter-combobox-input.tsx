import { type KeyboardEvent, type RefObject, use, useEffectEvent, useLayoutEffect } from "react";
import { ComboBoxStateContext } from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { FilterField } from "./filter-field.tsx";
import type { ComboboxStart } from "./filter-lookup.ts";
import styles from "./filter-combobox.module.css";

interface FilterComboboxInputProps {
  name: string;
  inputRef: RefObject<HTMLInputElement | null>;
  start: ComboboxStart;
  isSet: boolean;
  title: string | undefined;
  /** Something was typed and no option chosen yet. */
  editing: boolean;
  onType: (text: string) => void;
  /** Enter with no option in focus: true when the list is to stay open. */
  onCommitText: () => boolean;
  onClear: () => void;
}

/** The combobox's input: opens the list on click, typing and arrow keys, not on focus alone. */
export function FilterComboboxInput(props: FilterComboboxInputProps) {
  const { name, inputRef, start, isSet, title, editing, onType, onCommitText, onClear } = props;
  const state = use(ComboBoxStateContext);

  const carryOn = useEffectEvent(() => {
    if (state === null || start.selection === null) return;
    inputRef.current?.focus({ preventScroll: true });
    inputRef.current?.setSelectionRange(...start.selection);
    if (start.open) state.open(null, "manual");
  });
  useLayoutEffect(() => carryOn(), []);

  // React Aria renders its children a second time, hidden, to collect the options.
  if (state === null) return null;

  function onKeyDown(event: KeyboardEvent): void {
    if (state === null || event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && (state.isOpen || editing)) {
      // Not propagated: whatever is behind the list must not close as well.
      event.preventDefault();
      event.stopPropagation();
      state.revert();
    } else if (event.key === "Enter" && state.selectionManager.focusedKey === null) {
      event.preventDefault();
      event.stopPropagation();
      if (!onCommitText() && state.isOpen) state.revert();
    }
  }

  return (
    <FilterField name={name} isSet={isSet} onClear={onClear}>
      <Input
        ref={inputRef}
        className={styles["input"] ?? ""}
        placeholder={name}
        title={title}
        onClick={(event) => {
          if (state.isOpen) return;
          // Select all: typing then replaces the name of the current value.
          if (!editing) event.currentTarget.select();
          state.open(null, "manual");
        }}
        onChange={(event) => {
          onType(event.target.value);
          if (!state.isOpen) state.open(null, "manual");
        }}
        onKeyDownCapture={onKeyDown}
      />
    </FilterField>
  );
}
