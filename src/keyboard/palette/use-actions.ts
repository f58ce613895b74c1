import { TIMES, useTimes } from "../../ui/text/times.ts";
import { isSeen } from "../key-of.ts";
import { usePreference } from "../../ui/preference.ts";
import type { PaletteItem } from "./palette-item.ts";

/**
 * What can be done here: whatever on the page is marked as a command (`data-command`, with its name where its text alone
 * would not say it), and the reader's choices. Elements are found when the palette opens, not before.
 */
export function useActions(onHelp: () => void): PaletteItem[] {
  const [, setTheme] = usePreference("theme", ["system", "light", "dark"]);
  const [, setTimes] = useTimes();
  const themes = ["system", "light", "dark"] as const;
  return [
    ...commandsOnPage(),
    ...themes.map((theme) => ({
      group: "Actions",
      label: `Theme: ${theme}`,
      run: () => setTheme(theme),
    })),
    ...TIMES.map((times) => ({
      group: "Actions",
      label: `Times: ${times}`,
      run: () => setTimes(times),
    })),
    { group: "Actions", label: "Keyboard shortcuts", run: onHelp },
  ];
}

function commandsOnPage(): PaletteItem[] {
  const found = [...document.querySelectorAll<HTMLElement>("[data-command]:not(:disabled)")];
  return found.filter(isSeen).map((element) => ({
    group: "Actions",
    label: element.dataset["command"] || element.textContent.trim(),
    run: () => element.click(),
  }));
}
