import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, expect, test } from "vitest";
import { closeConsole, findTable, keys, openConsole, sortButton } from "../../testing/console.tsx";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";
const CONNECTIONS = "sources/group_connections/oauth/";

/** Header name to `aria-sort`, for those that have one. */
function sorted(): Record<string, string | null> {
  const headers = screen
    .getAllByRole("columnheader")
    .filter((header) => header.hasAttribute("aria-sort"));
  return Object.fromEntries(
    headers.map((header) => [header.textContent, header.getAttribute("aria-sort")]),
  );
}

async function rowsOf(authentik: { peek(path: string): Promise<any> }, query: string) {
  const { results } = await authentik.peek(query);
  const expected = results.map(({ pk }: { pk: number }) => pk);
  await waitFor(() => expect(keys()).toEqual(expected));
}

test("codes open with expired ones first, as the header says", async () => {
  openConsole("/authorization-codes");
  await findTable();
  expect(sorted()).toEqual({ "Expires UTC": "ascending" });
  expect(screen.queryByRole("button", { name: "Expired first" })).toBeNull();
});

test("a click on a header sets the API's key in the URL, from page 1, and shows the server's order", async () => {
  const { authentik, user, url } = openConsole("/authorization-codes?page=2&x=1");
  await findTable();
  await user.click(sortButton("Provider"));
  expect(url()).toBe("/authorization-codes?x=1&ordering=provider");
  await rowsOf(authentik, `${CODES}?ordering=provider,pk&page_size=20`);
  expect(authentik.askedFor(CODES).at(-1)?.params.get("ordering")).toBe("provider,pk");
  expect(sorted()).toEqual({ "Providerin order of creation": "ascending" });

  await user.click(sortButton("Provider"));
  expect(url()).toBe("/authorization-codes?x=1&ordering=-provider");
  await rowsOf(authentik, `${CODES}?ordering=-provider,pk&page_size=20`);
  expect(sorted()).toEqual({ "Providerin order of creation": "descending" });

  await user.click(screen.getByRole("button", { name: "Expired first" }));
  expect(url()).toBe("/authorization-codes?x=1");
  await rowsOf(authentik, `${CODES}?ordering=expires,pk&page_size=20`);
});

test("sorting by id needs no tie-breaker", async () => {
  const { authentik, user, url } = openConsole("/authorization-codes");
  await findTable();
  await user.click(sortButton("ID"));
  expect(url()).toBe("/authorization-codes?ordering=pk");
  await rowsOf(authentik, `${CODES}?ordering=pk&page_size=20`);
  expect(authentik.askedFor(CODES).at(-1)?.params.get("ordering")).toBe("pk");
});

test.each([
  ["2026.2", "/authorization-codes", CODES, "expires"],
  ["2026.2", "/source-connections", CONNECTIONS, "-created"],
  ["2024.8", "/source-connections", CONNECTIONS, "-created"],
])(
  "authentik %s, %s: each sort button gives an order that is honoured",
  async (version, path, api, opening) => {
    const { authentik, user, url, quiet } = openConsole(path, { version });
    await findTable();
    await quiet();
    const names = within(screen.getByRole("table"))
      .getAllByRole("columnheader")
      .filter((header) => within(header).queryByRole("button") !== null)
      .map((header) => header.textContent.split(/in order|grouped/)[0] ?? "");
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) {
      await user.click(sortButton(name));
      await quiet();
      expect(screen.queryByText(/Removed from the address/)?.textContent, name).toBeUndefined();
      expect(Object.keys(sorted()).join(), name).toContain(name);
      const ordering = new URLSearchParams(url().split("?")[1]).get("ordering") ?? opening;
      const sent = ordering === "pk" ? "pk" : `${ordering},pk`;
      expect(authentik.askedFor(api).map(({ params }) => params.get("ordering"))).toContain(sent);
      await rowsOf(authentik, `${api}?ordering=${sent}&page_size=20`);
    }
  },
);

test("columns that cannot be sorted have no button", async () => {
  openConsole("/authorization-codes");
  await findTable();
  for (const name of ["Status", "Scopes", "Issued UTC"]) {
    expect(within(screen.getByRole("columnheader", { name })).queryByRole("button")).toBeNull();
  }
});

test("headers say what sorting by an id means", async () => {
  openConsole("/source-connections");
  await findTable();
  expect(sortButton("Source").title).toBe("grouped by source");
  expect(sortButton("Group").title).toBe("grouped by group");
});

test("where there are no headers, a select sorts", async () => {
  const { authentik, user, url } = openConsole("/source-connections");
  await findTable();
  await user.click(screen.getByRole("button", { name: "Filters" }));
  const select = await screen.findByRole("combobox", { name: "Sort" });
  await user.selectOptions(select, "Identifier ↓");
  expect(url()).toBe("/source-connections?ordering=-identifier");
  await rowsOf(authentik, `${CONNECTIONS}?ordering=-identifier,pk&page_size=20`);
});

test("an order that this authentik ignores is not shown as applied", async () => {
  const { user, url } = openConsole("/source-connections?ordering=last_updated", {
    version: "2024.8",
  });
  await findTable();
  expect(await screen.findByText(/has no “last updated” and ignores an order by it/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Newest first" }));
  await waitFor(() => expect(url()).toBe("/source-connections"));
  expect(screen.queryByText(/ignores an order by it/)).toBeNull();
});

test("the notice of a dropped order survives the redirect to the last page", async () => {
  openConsole("/authorization-codes?ordering=bogus&page=999");
  expect(
    await screen.findByText(/Removed from the address: ordering=bogus.*past the end/),
  ).toBeTruthy();
});
