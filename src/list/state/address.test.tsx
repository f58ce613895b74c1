import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import {
  closeConsole,
  drawer,
  filter,
  findTable,
  keys,
  openConsole,
  pager,
  sortButton,
} from "../../testing/console.tsx";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";

test("invalid values are dropped once, with a notice; unknown parameters are kept but not sent", async () => {
  const { authentik, url, quiet } = openConsole(
    "/authorization-codes?foo=bar&page=abc&ordering=name&user=x&page_size=7&foo=2&provider=9",
  );
  await findTable();
  await quiet();
  expect(url()).toBe("/authorization-codes?foo=bar&foo=2&provider=9");
  expect(screen.getByText(/^Removed from the address/).textContent).toBe(
    "Removed from the address: page=abc (not a page number), page_size=7 (not 20, 50 or 100), " +
      "ordering=name (not an order of this list), user=x (not a numeric id).",
  );
  expect(authentik.askedFor(CODES).map(({ params }) => params.toString())).toEqual([
    "provider=9&ordering=expires%2Cpk&page_size=20&include_groups=false&include_roles=false",
  ]);
});

test("the notice can be dismissed", async () => {
  const { user } = openConsole("/authorization-codes?page=abc");
  await findTable();
  await user.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByText(/Removed from the address/)).toBeNull();
});

test("a notice of one URL is not shown at another", async () => {
  const { user } = openConsole("/authorization-codes?page=abc");
  await screen.findByText(/Removed from the address/);
  await findTable();
  await user.click(pager().getByRole("link", { name: "2" }));
  expect(screen.queryByText(/Removed from the address/)).toBeNull();
});

describe.each(["2026.2", "2024.8"])("authentik %s", (version) => {
  test.each([
    [
      "/authorization-codes?user=999999&ordering=-expires",
      "user",
      "/authorization-codes?ordering=-expires",
    ],
    [
      "/source-connections?group=00000000-0000-4000-8000-000000000000",
      "group",
      "/source-connections",
    ],
  ])(
    "%s: a filter that the server rejects stays until it is removed",
    async (asked, param, after) => {
      const { user, url } = openConsole(asked, { version });
      const alert = await screen.findByRole("alert");
      expect(
        within(alert).getByRole("heading", { name: "authentik rejected this request" }),
      ).toBeTruthy();
      expect(within(alert).getByText(param, { selector: "code" })).toBeTruthy();
      expect(url()).toBe(asked);
      expect(screen.queryByRole("table")).toBeNull();
      await user.click(
        within(alert).getByRole("button", { name: `Remove this filter (${param})` }),
      );
      expect(url()).toBe(after);
      await findTable();
      expect(screen.queryByRole("alert")).toBeNull();
    },
  );
});

test("Back and Forward restore list, controls and drawer", async () => {
  const { user, url, back, forward } = openConsole("/authorization-codes");
  await findTable();
  const first = keys();
  await user.click(sortButton("ID"));
  await waitFor(() => expect(keys()[0]).toBe(1204));
  await user.click(pager().getByRole("link", { name: "2" }));
  await waitFor(() => expect(keys()[0]).not.toBe(1204));
  const second = keys();
  await user.click(
    within(screen.getByRole("table")).getAllByRole("link", { name: /authorization code/ })[0]!,
  );
  await drawer(/^Code for/);
  expect(url()).toBe(`/authorization-codes/${second[0]}?ordering=pk&page=2`);

  await back();
  await waitFor(() => expect(screen.queryByRole("region", { name: /^Code for/ })).toBeNull());
  expect(keys()).toEqual(second);
  await back();
  await waitFor(() => expect(keys()[0]).toBe(1204));
  expect(pager().getByRole("link", { current: "page" }).textContent).toBe("1");
  await back();
  await waitFor(() => expect(keys()).toEqual(first));
  expect(url()).toBe("/authorization-codes");
  await forward();
  await forward();
  await forward();
  await drawer(/^Code for/);
  expect(keys()).toEqual(second);
});

test("a pasted URL brings up the list, its controls and the drawer", async () => {
  const { authentik } = openConsole(
    "/authorization-codes/103803/provider?provider=9&ordering=-pk&page_size=50&other=1",
  );
  await findTable();
  const { results } = await authentik.peek(`${CODES}?provider=9&ordering=-pk&page_size=50`);
  expect(keys()).toEqual(results.map(({ pk }: { pk: number }) => pk));
  expect(filter("Provider").value).toBe("Legacy CRM");
  expect(pager().getByRole<HTMLSelectElement>("combobox", { name: "Rows" }).value).toBe("50");
  const open = await drawer("Legacy CRM");
  expect(open.getByRole("link", { name: "Close" }).getAttribute("href")).toBe(
    "/authorization-codes?provider=9&ordering=-pk&page_size=50&other=1",
  );
});

test.each([
  ["/authorization-codes.?page=2", "/authorization-codes?page=2"],
  ["/Authorization-Codes./1204/user", "/authorization-codes/1204/user"],
])("%s leads to the list that is meant", async (written, meant) => {
  const { url } = openConsole(written);
  await findTable();
  expect(url()).toBe(meant);
});

test.each(["%20103803", "%23103%2C803", "[103803]", "103803%E2%80%8B", "103803."])(
  "%s is read as the id that it holds",
  async (written) => {
    const { authentik } = openConsole(`/authorization-codes/${written}`);
    await drawer(/^Code for/);
    expect(authentik.askedFor(`${CODES}103803/`)).toHaveLength(1);
    expect(document.title).toBe("103803 · Authorization codes · Grantlens");
  },
);

test("what cannot be an id is said to be none, and authentik is not asked", async () => {
  const { authentik, quiet } = openConsole("/authorization-codes/12a");
  await findTable();
  const open = await drawer("Authorization code 12a");
  expect(open.getByRole("heading", { name: "“12a” is not an id" })).toBeTruthy();
  expect(open.getByText(/^Authorization code ids are whole numbers/)).toBeTruthy();
  expect(open.queryByText(/authentik does not show/)).toBeNull();
  await quiet();
  expect(authentik.asked.filter(({ path }) => path.includes("12a"))).toEqual([]);
});

test("an unknown URL says so, with links", async () => {
  openConsole("/tokens");
  expect(await screen.findByRole("heading", { name: "No such page" })).toBeTruthy();
  const links = within(screen.getByRole("main")).getAllByRole("link");
  expect(links.map(({ textContent }) => textContent)).toEqual([
    "Overview",
    "Authorization codes",
    "Source connections",
  ]);
});

test("when a filter is given twice, the effective one stays in the URL, with a notice", async () => {
  const { authentik, url, quiet } = openConsole("/authorization-codes?provider=7&provider=9");
  await findTable();
  await quiet();
  expect(url()).toBe("/authorization-codes?provider=9");
  expect(screen.getByText(/^Removed from the address/).textContent).toBe(
    "Removed from the address: provider=7 (given more than once).",
  );
  expect(authentik.askedFor(CODES).every(({ params }) => params.get("provider") === "9")).toBe(
    true,
  );
});

test("the document title distinguishes an open object from its list", async () => {
  openConsole("/authorization-codes/1204");
  await findTable();
  expect(document.title).toBe("1204 · Authorization codes · Grantlens");
});
