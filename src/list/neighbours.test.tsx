import { screen, waitFor, within } from "../testing/render.tsx";
import { afterEach, expect, test } from "vitest";
import {
  closeConsole,
  drawer,
  findOption,
  findTable,
  keys,
  openConsole,
  openFilter,
  pager,
  row,
  sortButton,
} from "../testing/console.tsx";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";
const action = (name: string) => screen.getByRole("link", { name });

/** Follows Previous or Next as soon as it is enabled. */
async function follow(name: string, click: (element: Element) => Promise<void>): Promise<void> {
  await waitFor(() => expect(action(name).getAttribute("aria-disabled")).toBeNull());
  await click(action(name));
}

test("Previous and Next step through the rows across page boundaries, and the list changes its page", async () => {
  const { authentik, user, url } = openConsole("/authorization-codes?page=2&y=1");
  await findTable();
  const page2 = keys();
  const { results } = await authentik.peek(`${CODES}?ordering=expires,pk&page_size=60`);
  const all = results.map(({ pk }: { pk: number }) => pk);
  expect(page2).toEqual(all.slice(20, 40));

  await user.click(within(row(all[38])).getByRole("link", { name: /authorization code/ }));
  expect(url()).toBe(`/authorization-codes/${all[38]}?page=2&y=1`);
  await follow("Next", user.click);
  expect(url()).toBe(`/authorization-codes/${all[39]}?page=2&y=1`);
  await follow("Next", user.click);
  expect(url()).toBe(`/authorization-codes/${all[40]}?page=3&y=1`);
  await waitFor(() => expect(keys()).toEqual(all.slice(40, 60)));
  await waitFor(() => expect(row(all[40]).getAttribute("aria-current")).toBe("true"));
  await follow("Previous", user.click);
  expect(url()).toBe(`/authorization-codes/${all[39]}?page=2&y=1`);
  await waitFor(() => expect(keys()).toEqual(page2));
  const pages = authentik
    .askedFor(CODES)
    .map(({ params }) => params.get("page"))
    .toSorted();
  expect(pages).toEqual(["2", "3"]);
});

test("the first row has no previous one, the last no next", async () => {
  const { user } = openConsole("/authorization-codes?provider=9");
  await findTable();
  const all = keys();
  await user.click(within(row(all[0] ?? 0)).getByRole("link", { name: /authorization code/ }));
  await drawer(/^Code for/);
  await waitFor(() => expect(action("Next").getAttribute("href")).toContain(String(all[1])));
  expect(action("Previous").getAttribute("aria-disabled")).toBe("true");
  await user.click(within(row(all.at(-1) ?? 0)).getByRole("link", { name: /authorization code/ }));
  await waitFor(() => expect(action("Next").getAttribute("aria-disabled")).toBe("true"));
  expect(action("Previous").getAttribute("href")).toContain(String(all.at(-2)));
});

test("Next keeps the open step, where the next row has it too", async () => {
  const { user, url } = openConsole("/authorization-codes/103799/provider?provider=9");
  await findTable();
  const all = keys();
  await drawer("Legacy CRM");
  await follow("Next", user.click);
  expect(url()).toBe(`/authorization-codes/${all[all.indexOf(103799) + 1]}/provider?provider=9`);
});

test("the drawer stays on its object when sort, filter or page change", async () => {
  const { user, url } = openConsole("/authorization-codes/103799/user");
  await findTable();
  await drawer("Juan Gupta");
  await user.click(sortButton("ID"));
  expect(url()).toBe("/authorization-codes/103799/user?ordering=pk");
  await user.click(pager().getByRole("link", { name: "2" }));
  expect(url()).toBe("/authorization-codes/103799/user?ordering=pk&page=2");
  await openFilter(user, "Provider");
  await user.keyboard("outline");
  await user.click(await findOption(/^Outline/));
  expect(url()).toBe("/authorization-codes/103799/user?ordering=pk&provider=8");
  await drawer("Juan Gupta");
  await waitFor(() => expect(keys()).not.toContain(103799));
});

test("an object that is not on the page has no neighbours, and its links do not stay busy", async () => {
  const { quiet } = openConsole("/authorization-codes/1204");
  await drawer(/^Code for/);
  await findTable();
  await quiet();
  expect(keys()).not.toContain(1204);
  for (const name of ["Previous", "Next"]) {
    expect(action(name).getAttribute("aria-disabled")).toBe("true");
    expect(action(name).getAttribute("aria-busy")).not.toBe("true");
  }
});

test("focus goes to the heading, and on Escape back to the row", async () => {
  const { user, url } = openConsole("/authorization-codes?ordering=pk");
  await findTable();
  const link = within(row(2375)).getByRole("link", { name: /authorization code/ });
  link.focus();
  await user.keyboard("{Enter}");
  const open = await drawer("Code for Léa Becker to Nextcloud");
  await waitFor(() => expect(document.activeElement).toBe(open.getByRole("heading", { level: 2 })));
  await user.keyboard("{Escape}");
  expect(url()).toBe("/authorization-codes?ordering=pk");
  await waitFor(() => expect(document.activeElement).toBe(link));
});

test("on Close, focus goes to the list's heading when the row is on another page", async () => {
  const { user } = openConsole("/authorization-codes/1204");
  await drawer(/^Code for/);
  await findTable();
  await user.click(action("Close"));
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 })),
  );
});

test("a row that disappears while it is open keeps its neighbours", async () => {
  const { authentik, user, quiet, url } = openConsole("/authorization-codes?ordering=-pk");
  await findTable();
  const [, before, gone, after] = keys();
  await user.click(within(row(gone ?? 0)).getByRole("link", { name: /authorization code/ }));
  await quiet();
  await authentik.peek(`${CODES}${gone}/`, "DELETE");
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await screen.findByText(/^No longer listed/);
  await waitFor(() => expect(keys()).not.toContain(gone));
  expect(action("Previous").getAttribute("href")).toContain(String(before));
  await follow("Next", user.click);
  expect(url()).toBe(`/authorization-codes/${after}?ordering=-pk`);
  await follow("Previous", user.click);
  expect(url()).toBe(`/authorization-codes/${before}?ordering=-pk`);
});

test("in a fully loaded list, neighbours are known even when the list shows another page", async () => {
  const options = { rows: 300, beside: true };
  const { authentik, user, quiet, url } = openConsole("/authorization-codes?ordering=-pk", options);
  await findTable();
  await quiet();
  await waitFor(() => expect(pager().getByText(/of 300/)).toBeTruthy());
  await screen.findByRole("navigation", { name: "Codes by expiry time" });
  const all = (await authentik.peekAll(`${CODES}?ordering=-pk`)).map(({ pk }) => pk);
  await user.click(within(row(all[19])).getByRole("link", { name: /authorization code/ }));
  await follow("Next", user.click);
  expect(url()).toBe(`/authorization-codes/${all[20]}?ordering=-pk&page=2`);
  await follow("Previous", user.click);
  expect(url()).toBe(`/authorization-codes/${all[19]}?ordering=-pk`);
  // The list now shows another page than the open row's.
  await user.click(pager().getByRole("link", { name: "Next page" }));
  expect(keys()).not.toContain(all[19]);
  await follow("Next", user.click);
  expect(url()).toBe(`/authorization-codes/${all[20]}?ordering=-pk&page=2`);
});
