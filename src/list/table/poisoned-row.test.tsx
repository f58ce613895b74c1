import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, expect, test } from "vitest";
import { allCodes } from "../../testing/all-codes.ts";
import { poison } from "../../testing/answers.ts";
import { closeConsole, findTable, keys, openConsole, pager, row } from "../../testing/console.tsx";
import { createFakeAuthentik, type FakeAuthentik } from "../../testing/fake-authentik.ts";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";

/** The page as it would be without the fault. */
async function pageOf(server: FakeAuthentik, query: string): Promise<number[]> {
  const { results } = await server.peek(`${CODES}?${query}`);
  return results.map((each: { pk: number }) => each.pk);
}

test("the rest of the page is shown, and the gap says what it is and when it will end", async () => {
  const { authentik, user, url, quiet } = openConsole("/authorization-codes?ordering=pk&page=2");
  await findTable();
  const all = await pageOf(authentik, "ordering=pk&page=2&page_size=20");
  const bad = all[7] ?? 0;
  const mend = poison(authentik, bad);
  await quiet();
  const before = authentik.askedFor(CODES).length;
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await screen.findByText("1 row is missing here.");
  expect(authentik.askedFor(CODES).length - before).toBe(10);
  expect(keys()).toEqual(all.filter((pk) => pk !== bad));

  const rows = within(screen.getByRole("table")).getAllByRole("row").slice(1);
  expect(rows[7]?.textContent).toContain("Row 28 cannot be shown: the server fails on it (500).");
  const notice = screen.getByText("1 row is missing here.").closest("[role=status]");
  expect(notice?.textContent).toMatch(
    /The server fails \(500\) on every answer with it.*the next clean-up, at \d\d:0[27]:00 UTC, should remove it\./,
  );
  expect(pager().getByText("21–40 of 90")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.queryByText("Not up to date.")).toBeNull();
  expect(url()).toBe("/authorization-codes?ordering=pk&page=2");

  // Next skips the gap.
  const link = within(row(all[6] ?? 0)).getByRole("link", { name: /authorization code/ });
  await user.click(link);
  await waitFor(() =>
    expect(screen.getByRole("link", { name: "Next" }).getAttribute("href")).toContain(
      `/authorization-codes/${all[8]}?`,
    ),
  );

  mend();
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await waitFor(() => expect(screen.queryByText("1 row is missing here.")).toBeNull());
  expect(keys()).toEqual(all);
});

test("from a URL past the end, the last page is found despite the poisoned row", async () => {
  const server = createFakeAuthentik();
  const [first = 0] = await pageOf(server, "ordering=pk&page=last&page_size=20");
  const { url } = openConsole("/authorization-codes?ordering=pk&page=99", {
    before: (authentik) => poison(authentik, first),
  });
  const table = await findTable();
  expect(url()).toBe("/authorization-codes?ordering=pk&page=5");
  expect(keys()).toHaveLength(9);
  expect(within(table).getAllByText(/cannot be shown/)).toHaveLength(1);
});

test("a filter whose only row is poisoned shows that there is one, and which one it cannot show", async () => {
  const { authentik } = openConsole("/authorization-codes?user=999999");
  const { results } = await authentik.peek(`${CODES}?page_size=90`);
  const codes: { pk: number; user: { pk: number } }[] = results;
  const lonely = codes.find(
    ({ user }) => codes.filter((other) => other.user.pk === user.pk).length === 1,
  );
  if (lonely === undefined) throw new Error("every user has several codes");
  closeConsole();
  openConsole(`/authorization-codes?user=${lonely.user.pk}`, {
    before: (server) => poison(server, lonely.pk),
  });
  await findTable();
  expect(screen.getByText(/Row 1 cannot be shown/)).toBeTruthy();
  expect(keys()).toEqual([]);
  expect(pager().getByText("1 of 1")).toBeTruthy();
});

test("a fully loaded list says what is missing, and does not claim an exact count", async () => {
  const { authentik } = openConsole("/authorization-codes?exclude_provider=99", {
    beside: true,
    before: (server) => poison(server, 103799),
  });
  await findTable();
  expect(
    await screen.findByText(
      /^Read 89 of 90 codes, as of \S+ UTC\. 1 code cannot be shown: authentik fails on it\.$/,
    ),
  ).toBeTruthy();
  expect(await screen.findByText(/^Not counted by expiry time: /)).toBeTruthy();
  expect(authentik.askedFor(CODES).length).toBeLessThan(30);
});

test.each(["", "&page=3"])(
  "a poisoned code, the only one listed, is a gap, from %s",
  async (page) => {
    const without = (await allCodes(createFakeAuthentik())).filter(({ ends }) => ends === null);
    const lonely = without.find(
      ({ user }) => without.filter((other) => other.user.pk === user.pk).length === 1,
    );
    if (lonely === undefined) throw new Error("every user has several");
    const where = `/authorization-codes?user=${lonely.user.pk}&status=never`;
    const { url } = openConsole(`${where}${page}`, {
      before: (server) => poison(server, lonely.pk),
    });
    await findTable();
    expect(screen.getByText(/Row 1 cannot be shown/)).toBeTruthy();
    expect(pager().getByText("1 of 1")).toBeTruthy();
    expect(url()).toBe(where);
  },
);

test("the poisoned object itself fails, and says so beside the list", async () => {
  openConsole("/authorization-codes/103799", { before: (server) => poison(server, 103799) });
  await findTable();
  const alert = within(await screen.findByRole("alert"));
  expect(alert.getByRole("heading", { name: "The server failed (500)" })).toBeTruthy();
});
