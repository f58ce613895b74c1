import { expect, type Locator, type Page } from "@playwright/test";

/** The row links, in order; each names its object. */
export function rowLinks(page: Page): Locator {
  return page.getByRole("table").getByRole("link", {
    name: /(authorization code|access token|refresh token|(?:source|user) connection) \d+|sign-in of /,
  });
}

export function rowLink(page: Page, pk: number): Locator {
  return page.getByRole("link", {
    name: new RegExp(
      `(authorization code|access token|refresh token|(?:source|user) connection) ${pk}\\b`,
    ),
  });
}

/** The primary keys of the rows shown, from top to bottom. */
export async function keys(page: Page): Promise<number[]> {
  const names = await rowLinks(page).evaluateAll((links) =>
    links.map((link) => link.getAttribute("aria-label") ?? ""),
  );
  return names.map((name) =>
    Number(
      /(?:authorization code|access token|refresh token|(?:source|user) connection) (\d+)/.exec(
        name,
      )?.[1],
    ),
  );
}

/** Waits until the list shows exactly these objects. */
export async function expectKeys(page: Page, results: readonly { pk: number }[]): Promise<void> {
  await expect.poll(() => keys(page)).toEqual(results.map(({ pk }) => pk));
}

/** Path and decoded query string. */
export function address(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return pathname + decodeURIComponent(search);
}

export function pager(page: Page): Locator {
  return page.getByRole("navigation", { name: "Pages" });
}

export function sortButton(page: Page, column: string): Locator {
  return page.getByRole("columnheader", { name: column }).getByRole("button");
}

/** The open object beside the list, by its heading. */
export function drawer(page: Page, heading: string | RegExp): Locator {
  return page.getByRole("region", { name: heading });
}

export function focused(page: Page): Locator {
  return page.locator(":focus");
}

/** Types into a filter and picks the option once it is the only one; until then the list moves under the pointer. */
export async function choose(
  page: Page,
  filter: string,
  typed: string,
  offered: RegExp = new RegExp(`^${typed}`),
): Promise<void> {
  await page.getByRole("combobox", { name: filter, exact: true }).click();
  await page.keyboard.type(typed);
  const options = page.getByRole("listbox").getByRole("option");
  await expect(options).toHaveText([offered]);
  await options.click();
}
