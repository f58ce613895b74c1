import { useEffect, useEffectEvent } from "react";
import { usePreference } from "../../ui/preference.ts";

/** Whether the key L switches Live on; a choice of the reader, as others may press it by mistake or by voice. */
export function useLetter(): [isOn: boolean, setOn: (isOn: boolean) => void] {
  const [letter, setLetter] = usePreference("live-key", ["on", "off"]);
  return [letter === "on", (isOn) => setLetter(isOn ? "on" : "off")];
}

/** Calls back when L is pressed: not while something is typed, chosen from or asked, and not with other keys. */
export function useLiveKey(onPress: () => void): void {
  const [isOn] = useLetter();
  const press = useEffectEvent(onPress);
  useEffect(() => {
    if (!isOn) return;
    function onKeyDown(event: KeyboardEvent): void {
      if (isLiveKey(event)) press();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [isOn]);
}

/** Where letters mean something else. */
const TAKES_LETTERS =
  'input, select, textarea, [contenteditable="true"], [role="listbox"], [role="menu"], [popover], dialog';

function isLiveKey(event: KeyboardEvent): boolean {
  const { key, target, repeat, defaultPrevented } = event;
  if (key.toLowerCase() !== "l" || repeat || defaultPrevented) return false;
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return false;
  const isTaken = target instanceof Element && target.closest(TAKES_LETTERS) !== null;
  return !isTaken && document.querySelector("dialog[open]") === null;
}
