import { useEffect, useEffectEvent, useState } from "react";
import { lazyComponent } from "../feedback/lazy-component.tsx";
import { usePreference } from "../ui/preference.ts";
import { isPaletteKey, shortcutKeyOf } from "./key-of.ts";
import { keepOneStop } from "./rows.ts";
import { SHORTCUTS } from "./shortcuts.ts";

const dialogs = () => import("./keyboard-dialogs.ts");
const Palette = lazyComponent(() => dialogs().then((module) => module.Palette));
const ShortcutsDialog = lazyComponent(() => dialogs().then((module) => module.ShortcutsDialog));

/** The shortcuts of all pages, and their dialogs. */
export function KeyboardControl() {
  const [singleKeys] = usePreference("single-keys", ["on", "off"]);
  // Each opening is another one: a dialog tells that it was closed only after it may have been opened again.
  const [open, setOpen] = useState<{ dialog: string; turn: number }>();
  const show = (dialog: string) => setOpen({ dialog, turn: (open?.turn ?? 0) + 1 });
  const close = () => setOpen((now) => (now === open ? undefined : now));

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === "Tab") keepOneStop();
    // K may come next, and what is typed then is for the palette.
    if (event.key === "Control" || event.key === "Meta") void dialogs();
    if (isPaletteKey(event)) {
      event.preventDefault();
      show("palette");
      return;
    }
    const key = shortcutKeyOf(event);
    const shortcut = SHORTCUTS.find((one) => one.key === key);
    if (singleKeys === "off" && !shortcut?.always) return;
    if (key === "?") show("shortcuts");
    else if (!shortcut || (event.repeat && !shortcut.repeats) || !shortcut.run(key)) return;
    event.preventDefault();
  });
  const onClick = useEffectEvent(({ target }: MouseEvent) => {
    const opener = (target as Element).closest<HTMLElement>("[data-opens]");
    if (opener) show(opener.dataset["opens"] ?? "");
  });

  useEffect(() => {
    const keyDown = (event: KeyboardEvent) => onKeyDown(event);
    const click = (event: MouseEvent) => onClick(event);
    document.addEventListener("keydown", keyDown);
    document.addEventListener("click", click);
    return () => {
      document.removeEventListener("keydown", keyDown);
      document.removeEventListener("click", click);
    };
  }, []);

  if (!open) return null;
  return open.dialog === "palette" ? (
    <Palette key={open.turn} onClose={close} onHelp={() => show("shortcuts")} />
  ) : (
    <ShortcutsDialog key={open.turn} onClose={close} />
  );
}
