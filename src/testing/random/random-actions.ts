import { fireEvent } from "../render.tsx";
import { vi } from "vitest";
import type { Random } from "../../sandbox/world/random.ts";
import { type Address, changed, readAddress, isKnownPage } from "./random-address.ts";
import type { RandomConsole } from "./random-console.tsx";
import { type Action, all, click, controlActions } from "./random-control-actions.ts";

/** The actions that are currently possible. */
export function actionsAt(address: Address, random: Random): Action[] {
  return [
    ...controlActions(address, random),
    ...buttonActions(address),
    ...linkActions(address, random),
    ...tabActions(address, random),
  ];
}

function buttonActions(address: Address): Action[] {
  const { filters } = address.facts;
  const none = Object.fromEntries(Object.keys(filters).map((param) => [param, null]));
  const leading: [words: string, change: Record<string, string | null>][] = [
    ["Remove all filters", { ...none, search: null }],
    ["Remove search and filters", { ...none, search: null }],
    ["Clear the search", { search: null }],
    ["Expired first", { ordering: "expires" }],
    ["Newest first", { ordering: "-created" }],
    ...Object.keys(filters).map((param): [string, Record<string, null>] => [
      `Remove this filter (${param})`,
      { [param]: null },
    ]),
  ];
  const staying = new Set(["Refresh", "Try again", "Retry", "Retry", "Dismiss", "Try now", "Stop"]);
  return [...document.getElementsByTagName("button")].flatMap((button): Action[] => {
    const words = button.textContent.trim();
    const says = `presses “${words}”`;
    const run = click(button);
    const [, change] = leading.find(([each]) => each === words) ?? [];
    if (change !== undefined) return [{ says, weight: 0.7, to: changed(address, change), run }];
    return staying.has(words) ? [{ says, weight: words === "Try again" ? 2 : 1, run }] : [];
  });
}

function linkActions(address: Address, random: Random): Action[] {
  const links: [weight: number, selector: string][] = [
    [3, 'main nav[aria-label="Pages"] a[href]'],
    [2, "main tr[data-pk] a[href]"],
    [3, 'main section:not([data-list]) a[href^="/"]'],
    [0.6, 'nav[aria-label="Lists"] a[href]'],
  ];
  return links.flatMap(([weight, selector]) => {
    // Other pages are checked by their own tests: their rows come from several lists at once.
    const found = all<HTMLAnchorElement>(selector).filter((link) =>
      isKnownPage(link.getAttribute("href") ?? ""),
    );
    if (found.length === 0) return [];
    const link = random.pick(found);
    const href = link.getAttribute("href") ?? "";
    const to = readAddress(href);
    const action: Action = {
      says: `follows “${link.textContent.trim() || link.getAttribute("aria-label")}” to ${href}`,
      weight,
      // The console's own links may change only known parts of the address; everything else must stay the same.
      to: selector.startsWith("nav") || address.list === "" ? to : sameList(address, to),
      run: click(link),
    };
    return [action];
  });
}

/** The address that a link within the list leads to if it keeps everything else. */
function sameList(from: Address, { pk, below, own }: Address): Address {
  const { page: _, ...kept } = from.own;
  const page = own["page"];
  return { ...from, pk, below, own: { ...kept, ...(page !== undefined && { page }) } };
}

/** The user returns to the tab. */
function comeBack(): void {
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}

function tabActions(address: Address, random: Random): Action[] {
  const seconds = random.pick([1, 7, 40, 150]);
  return [
    { says: "goes Back", weight: 2, goes: -1, run: (page) => page.go(-1) },
    { says: "goes Forward", weight: 1, goes: 1, run: (page) => page.go(1) },
    { says: "reloads", weight: 0.7, forgets: true, run: (page) => page.reload() },
    {
      says: `comes back to the tab after ${seconds} s`,
      weight: 1,
      run: (page) =>
        page.does(() => {
          vi.setSystemTime(Date.now() + seconds * 1000);
          comeBack();
        }),
    },
    ...(address.pk === ""
      ? []
      : [
          {
            says: "presses Escape",
            weight: 0.5,
            to: { ...address, pk: "", below: "" },
            run: (page: RandomConsole) =>
              page.does(() => fireEvent.keyDown(document.body, { key: "Escape" })),
          },
        ]),
  ];
}
