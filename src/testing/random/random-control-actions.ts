import { fireEvent } from "../render.tsx";
import type { Random } from "../../sandbox/world/random.ts";
import { type Address, changed } from "./random-address.ts";
import type { RandomConsole } from "./random-console.tsx";

/** Something that a user can do on the current page. */
export interface Action {
  says: string;
  /** How often it is chosen, relative to the others. */
  weight: number;
  /** The address it leads to; the current one if omitted. */
  to?: Address;
  /** The history step that it takes. */
  goes?: -1 | 1;
  /** Resets the history. */
  forgets?: boolean;
  run(page: RandomConsole): Promise<void>;
}

// By selector, not by role: computing roles on a page of a hundred rows takes longer than everything else here.
export const all = <E extends HTMLElement>(selector: string) => [
  ...document.querySelectorAll<E>(selector),
];
export const click = (element: HTMLElement) => (page: RandomConsole) =>
  page.does(() => element.click());

const FILTER_PARAMS: Readonly<Record<string, string>> = {
  Provider: "provider",
  User: "user",
  Source: "source__slug",
  Group: "group",
};

const FILTER_VALUES: Readonly<Record<string, readonly string[]>> = {
  Provider: ["9", "14", "999999"],
  User: ["50", "4"],
  Source: ["github", "none-such"],
  Group: ["00000000-0000-4000-8000-000000000000"],
};

/** As Enter does; happy-dom's `requestSubmit` does not support forms whose fields were added later. */
function submit(form: HTMLFormElement): void {
  form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
}

/** Sort, page size, search and filters. */
export function controlActions(address: Address, random: Random): Action[] {
  const actions: Action[] = [];
  const after = (change: Record<string, string | null>) => changed(address, change);

  const sort = all<HTMLSelectElement>("main label select")[0];
  if (sort !== undefined) {
    const { value } = random.pick([...sort.options].filter(({ selected }) => !selected));
    actions.push({
      says: `sorts by ${value}`,
      weight: 1.5,
      to: after({ ordering: value }),
      run: (page) => page.does(() => fireEvent.change(sort, { target: { value } })),
    });
  }
  const [disclosure] = all("main section[data-list] header > button[aria-expanded=false]");
  if (sort === undefined && disclosure) {
    actions.push({ says: "opens the controls", weight: 9, to: address, run: click(disclosure) });
  }
  const headers = all("main thead button");
  if (headers.length > 0 && sort !== undefined) {
    const header = random.pick(headers);
    const sorted = header.closest("th")?.getAttribute("aria-sort");
    const words =
      header
        .querySelector("span")
        ?.textContent.replace(/ UTC.*/, "")
        .trim() ?? "";
    const option = [...sort.options].find(({ text }) => new RegExp(`^${words}\\b.*↑`).test(text));
    const key = option?.value ?? "unknown";
    actions.push({
      says: `presses the header ${words}`,
      weight: 1.5,
      to: after({ ordering: sorted === "ascending" ? `-${key}` : key }),
      run: click(header),
    });
  }
  const sizes = all<HTMLSelectElement>('nav[aria-label="Pages"] select')[0];
  if (sizes !== undefined) {
    const value = random.pick(["20", "20", "20", "50", "50", "100"]);
    if (value !== (address.own["page_size"] ?? "20") && value !== sizes.value) {
      actions.push({
        says: `wants ${value} rows`,
        weight: 0.7,
        to: after({ page_size: value }),
        run: (page) => page.does(() => fireEvent.change(sizes, { target: { value } })),
      });
    }
  }
  const search = all<HTMLInputElement>('main input[type="search"]')[0];
  if (search !== undefined) {
    const value = random.pick(["git", "a", "", "zebra zebra", "engineering"]);
    if (value !== search.value && search.value === (address.own["search"] ?? "")) {
      actions.push({
        says: `searches for “${value}”`,
        weight: 1,
        to: after({ search: value === "" ? null : value }),
        async run(page) {
          // What is typed without a break replaces itself in the history; a new focus begins anew.
          await page.does(() => {
            search.blur();
            search.focus();
          });
          await page.does(() => fireEvent.change(search, { target: { value } }));
          if (value.length > 3) await page.does(() => search.form && submit(search.form));
          else await page.pass(301);
        },
      });
    }
  }
  for (const box of all<HTMLInputElement>('main input[role="combobox"]:not([type="search"])')) {
    const name = box.getAttribute("aria-label") ?? "";
    const param = FILTER_PARAMS[name] ?? "";
    const value = random.pick(FILTER_VALUES[name] ?? []);
    if (value === undefined || value === address.own[param]) continue;
    actions.push({
      says: `sets the filter ${name} to ${value}`,
      weight: 0.6,
      to: after({ [param]: value }),
      async run(page) {
        await page.does(() => fireEvent.change(box, { target: { value } }));
        await page.does(() => fireEvent.keyDown(box, { key: "Enter" }));
      },
    });
  }
  for (const button of all('main button[aria-label^="Remove filter "]')) {
    const name = button.getAttribute("aria-label")?.slice("Remove filter ".length) ?? "";
    const param = FILTER_PARAMS[name] ?? "";
    if (!(param in address.facts.filters && param in address.own)) continue;
    actions.push({
      says: `removes the filter ${name}`,
      weight: 1,
      to: after({ [param]: null }),
      run: click(button),
    });
  }
  return actions;
}
