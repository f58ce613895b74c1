import { screen, waitFor, within } from "../testing/render.tsx";
import { afterEach, describe, expect, test, vi } from "vitest";
import { dropped, edited, forbidden, html500, signOut } from "../testing/answers.ts";
import {
  closeConsole,
  column,
  filter,
  findTable,
  keys,
  openConsole,
  pager,
  passTime,
} from "../testing/console.tsx";
import { type FakeAuthentik, json, type Respond } from "../testing/fake-authentik.ts";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";
const CONNECTIONS = "sources/group_connections/oauth/";
const refresh = () => screen.getByRole("button", { name: "Refresh" });
const text =
  (body: string, type: string): Respond =>
  () =>
    Promise.resolve(new Response(body, { headers: { "Content-Type": type } }));

describe.each([
  ["/authorization-codes", CODES, "authorization codes"],
  ["/source-connections", CONNECTIONS, "source connections"],
])("%s on first load", (path, api, plural) => {
  test.each<[string, Respond, string, string?]>([
    ["a server's fault", html500, "The server failed (500)", "0123456789abcdef0123456789abcdef"],
    ["a refusal", forbidden, `You may not see ${plural}`, "feedfacefeedfacefeedfacefeedface"],
    ["a connection that breaks", dropped, "Grantlens cannot be reached"],
    [
      "a page of a proxy",
      text("<html>Sign in</html>", "text/html"),
      "The answer could not be read",
    ],
    ["half an answer", text('{"pagination":{', "application/json"), "The answer could not be read"],
    ["another API", () => Promise.resolve(json(200, { ok: true })), "The answer could not be read"],
  ])("%s is reported and can be retried", async (_, respond, title, requestId) => {
    let mend = () => {};
    const { authentik, user, url } = openConsole(`${path}?other=1`, {
      before: (server) => {
        mend = server.answer(api, respond);
      },
    });
    const alert = within(await screen.findByRole("alert"));
    expect(alert.getByRole("heading", { name: title })).toBeTruthy();
    if (requestId !== undefined) expect(alert.getByText(requestId)).toBeTruthy();
    expect(screen.getByRole("combobox", { name: "Search" })).toBeTruthy();
    expect(url()).toBe(`${path}?other=1`);
    const asked = authentik.askedFor(api).length;
    mend();
    await user.click(alert.getByRole("button", { name: "Try again" }));
    await findTable();
    expect(keys()).toHaveLength(20);
    expect(screen.queryByRole("alert")).toBeNull();
    // The fault may be due to one row: before it counts as the server's own, parts of the page are requested.
    expect(asked).toBe(respond === html500 && api === CODES ? 7 : 1);
    expect(authentik.askedFor(api)).toHaveLength(asked + 1);
  });
});

test("signed out is distinguished from forbidden by fetching who-am-I", async () => {
  const { authentik } = openConsole("/authorization-codes", { before: signOut });
  const alert = within(await screen.findByRole("alert"));
  expect(alert.getByRole("heading", { name: "You are not signed in" })).toBeTruthy();
  expect(await screen.findByText("Not signed in")).toBeTruthy();
  expect(authentik.askedFor("admin/version/")).toEqual([]);
});

test("being offline is reported as such", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  openConsole("/authorization-codes", { before: (server) => server.answer(CODES, dropped) });
  expect(await screen.findByRole("heading", { name: "You are offline" })).toBeTruthy();
});

test("an empty list differs from a search without matches", async () => {
  const { authentik, user, quiet } = openConsole("/authorization-codes", { rows: 0 });
  expect(await screen.findByRole("heading", { name: "No authorization codes" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Retry" }));
  await quiet();
  expect(authentik.askedFor(CODES)).toHaveLength(2);
});

async function listWithRows() {
  const opened = openConsole("/authorization-codes?provider=14&page_size=20");
  await findTable();
  await opened.quiet();
  return opened;
}

test.each<[string, (server: FakeAuthentik) => unknown, string]>([
  ["a server's fault", (server) => server.answer(CODES, html500), "The server failed (500)"],
  ["a broken connection", (server) => server.answer(CODES, dropped), "Grantlens cannot be reached"],
  ["being signed out", signOut, "You are not signed in"],
])("when a refresh fails by %s, the rows stay, marked stale", async (_, fail, words) => {
  const { authentik, user, client } = await listWithRows();
  const before = keys();
  const asOf = screen.getByText(/^as of/).textContent;
  fail(authentik);
  passTime(60_000);
  await user.click(refresh());
  const notice = (await screen.findByText("Not up to date.")).closest("[role=status]");
  expect(notice?.textContent).toContain(`${words}: these rows are from the last answer.`);
  expect(keys()).toEqual(before);
  expect(screen.getByText(/^as of/).textContent).toBe(asOf);
  authentik.answer(
    () => true,
    (request, next) => next(request),
  );
  await user.click(within(notice as HTMLElement).getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.queryByText("Not up to date.")).toBeNull());
  expect(client.isFetching()).toBe(0);
});

test("when a new page fails, the error replaces the table; URL and controls stay", async () => {
  const { authentik, user, url, back } = openConsole(
    "/authorization-codes?user=50&provider=14&x=1",
  );
  await findTable();
  await user.click(screen.getByRole("button", { name: "Remove filter User" }));
  await waitFor(() => expect(keys().length).toBeGreaterThan(5));
  await user.click(screen.getByRole("button", { name: /^Filters/ }));
  await screen.findByRole("combobox", { name: "Sort" });
  const restore = authentik.answer(({ params }) => params.get("ordering") === "pk", html500);
  const before = keys();
  await user.selectOptions(screen.getByRole("combobox", { name: "Sort" }), "ID ↑");
  const alert = within(await screen.findByRole("alert"));
  expect(alert.getByRole("heading", { name: "The server failed (500)" })).toBeTruthy();
  expect(screen.queryByRole("table")).toBeNull();
  expect(url()).toBe("/authorization-codes?provider=14&x=1&ordering=pk");
  expect(filter("Provider").value).toMatch(/^(Meeting room displays|14)$/);
  await back();
  await waitFor(() => expect(keys()).toEqual(before));
  restore();
  await user.selectOptions(screen.getByRole("combobox", { name: "Sort" }), "ID ↑");
  await waitFor(() => expect(keys()).toEqual(before.toSorted((a, b) => a - b)));
});

test("an older refresh never replaces a newer one", async () => {
  const { authentik, user, quiet } = await listWithRows();
  const [first] = keys();
  const held = authentik.hold(CODES, { deafToAbort: true });
  await user.click(refresh());
  await held.arrived;
  await authentik.peek(`${CODES}${first}/`, "DELETE");
  await user.click(refresh());
  await waitFor(() => expect(keys()).not.toContain(first));
  held.release();
  await quiet();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(keys()).not.toContain(first);
});

test("a row that cannot be read says so in its place, without affecting the others", async () => {
  const spoil = edited((body) => {
    body.results[1] = { nonsense: ["CANARY-nowhere"], client_secret: "CANARY-row" };
    body.results[2].user = "nobody";
  });
  const { everything } = openConsole("/authorization-codes", {
    before: (server) => server.answer(CODES, spoil),
  });
  const table = await findTable();
  // The line above the first row, which is overdue, is none of them.
  const rows = () => [...table.querySelectorAll("tbody tr")].slice(1);
  expect(rows()).toHaveLength(20);
  // What stands for it is loaded when there is one.
  await waitFor(() => expect(rows()[1]?.textContent).toContain("This row could not be read"));
  expect(rows()[1]?.textContent).toContain("nonsense");
  expect(everything()).not.toContain("CANARY-row");
  expect(keys()).toHaveLength(19);
  // Of the rows that can be read, the second.
  expect(column("User")[1]).toBe("unreadable");
  expect(pager().getByText("1–20 of 90")).toBeTruthy();
});
