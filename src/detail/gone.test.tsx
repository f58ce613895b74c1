import { screen, waitFor, within } from "../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { dropped, forbidden, html500, signOut } from "../testing/answers.ts";
import {
  closeConsole,
  drawer,
  findTable,
  keys,
  openConsole,
  passTime,
  row,
} from "../testing/console.tsx";
import { START } from "../testing/fake-authentik.ts";
import { shortSpan } from "../model/duration-words.ts";
import { field } from "../testing/fields.tsx";

afterEach(closeConsole);

const PK = 103799;
const CODE = `oauth2/authorization_codes/${PK}/`;
const NAME = "Code for Juan Gupta to Legacy CRM";
const refresh = () => screen.getByRole("button", { name: "Refresh" });

describe.each(["2026.2", "2024.8"])("authentik %s", (version) => {
  test("a code that disappears while it is open stays readable, marked as gone", async () => {
    const { authentik, user, quiet, url } = openConsole(`/authorization-codes/${PK}`, { version });
    const open = await drawer(NAME);
    await findTable();
    await quiet();
    await authentik.peek(CODE, "DELETE");
    passTime(6000);
    await user.click(refresh());
    expect(
      await open.findByText(
        /^No longer listed\. Last seen \d\d:00:00 UTC, first missed \d\d:00:06 UTC\.$/,
      ),
    ).toBeTruthy();
    await waitFor(() => expect(keys()).not.toContain(PK));
    expect(field(open, "scope").textContent).toBe("openid");
    expect(url()).toBe(`/authorization-codes/${PK}`);
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

// The row is all there is to show, however it was loaded: the list keeps showing it.
test.each([
  ["a page of the server's", "", 103799],
  ["a slice in the order of expiry", "?status=expired", 103799],
  ["a range that was read and sorted here", "?status=valid&ordering=-pk", undefined],
  ["a search that was read through", "?search=juan", undefined],
  ["rows read through without those left out", "?exclude_provider=9", undefined],
])("a code that is gone before it is opened keeps its row's values: %s", async (_, search, pk) => {
  const { authentik, user, quiet } = openConsole(`/authorization-codes${search}`);
  await findTable();
  await quiet();
  const gone = pk ?? keys()[0];
  expect(keys()).toContain(gone);
  await authentik.peek(`oauth2/authorization_codes/${gone}/`, "DELETE");
  const link = row(Number(gone)).querySelector("a");
  if (link === null) throw new Error("the row has no link");
  await user.click(link);
  const open = await drawer(/^Code for /);
  expect(await open.findByText(/^No longer listed\. Last seen /)).toBeTruthy();
  expect(field(open, "pk").textContent).toContain(String(gone));
  expect(screen.queryByText(/^No authorization code/)).toBeNull();
});

test("a code that disappears while valid is never called unredeemed, however long it stays open", async () => {
  const { authentik, user, quiet } = openConsole("/authorization-codes?status=valid&ordering=-pk");
  await findTable();
  await quiet();
  const pk = keys()[0];
  const api = `oauth2/authorization_codes/${pk}/`;
  const { expires } = await authentik.peek(api);
  const left = Math.ceil((Date.parse(expires) - START) / 1000);
  expect(left).toBeGreaterThan(10);
  await user.click(within(row(Number(pk))).getByRole("link", { name: /authorization code/ }));
  const open = await drawer(/^Code for /);
  await quiet();
  await authentik.peek(api, "DELETE");
  passTime(5000);
  await user.click(refresh());
  const [least, most] = [left - 5, left].map((seconds) => shortSpan(seconds * 1000));
  const summary = `Gone with ${least} to ${most} left`;
  expect(await open.findByText(summary)).toBeTruthy();
  expect(open.getByText("Redeemed, or deleted.")).toBeTruthy();
  expect(open.queryByText("Valid")).toBeNull();
  // Long after its expiry and another request, the summary is still the same.
  passTime(120_000);
  await user.click(refresh());
  await quiet();
  expect(open.getByText(summary)).toBeTruthy();
  expect(
    open.getByText(/^No longer listed\. Last seen \d\d:00:00 UTC, first missed \d\d:00:05 UTC\./),
  ).toBeTruthy();
  expect(open.queryByText(/Never redeemed/)).toBeNull();
  // Nor does a failure in between bring it back or change the time.
  const restore = authentik.answer(api, html500);
  await user.click(refresh());
  expect(await open.findByText("The server failed (500)")).toBeTruthy();
  expect(open.getByText(summary)).toBeTruthy();
  restore();
  await user.click(refresh());
  await waitFor(() => expect(open.queryByText("The server failed (500)")).toBeNull());
  expect(open.getByText(summary)).toBeTruthy();
});

test("a code of a fully loaded list was last seen when the list was last refreshed", async () => {
  const { authentik, user, quiet } = openConsole("/authorization-codes?status=expired", {
    beside: true,
  });
  await findTable();
  await quiet();
  await screen.findByText(/^\d+ of 90 codes, as of /);
  passTime(120_000);
  await user.click(refresh());
  await quiet();
  const pk = keys().at(-1);
  await authentik.peek(`oauth2/authorization_codes/${pk}/`, "DELETE");
  await user.click(within(row(Number(pk))).getByRole("link", { name: /authorization code/ }));
  const open = await drawer(/^Code for /);
  expect(
    await open.findByText(/^No longer listed\. Last seen \d\d:02:00 UTC, first missed /),
  ).toBeTruthy();
  expect(open.getByText("Gone after it expired")).toBeTruthy();
  expect(open.getByText(/^Never redeemed/)).toBeTruthy();
});

test("signed out is never mistaken for gone", async () => {
  const { authentik, user, quiet } = openConsole(`/authorization-codes/${PK}`);
  const open = await drawer(NAME);
  await findTable();
  await quiet();
  const before = keys();
  signOut(authentik);
  await user.click(refresh());
  expect(await open.findByText("You are not signed in")).toBeTruthy();
  expect(open.queryByText(/No longer listed/)).toBeNull();
  expect(field(open, "scope").textContent).toBe("openid");
  expect(keys()).toEqual(before);
  expect(
    await screen.findByText(/You are not signed in: these rows are from the last/),
  ).toBeTruthy();
  // Nor does the shell still name the user.
  expect(await screen.findByText("Not signed in")).toBeTruthy();
});

test("opened while signed out, the drawer says so, not that the code is missing", async () => {
  openConsole(`/authorization-codes/${PK}`, { before: signOut });
  const open = await drawer(`Authorization code ${PK}`);
  expect(await open.findByText("You are not signed in")).toBeTruthy();
  expect(screen.queryByText(/No authorization code/)).toBeNull();
});

test("while who-am-I fails, a 404 is not taken as proof either", async () => {
  const { authentik, user, quiet } = openConsole(`/authorization-codes/${PK}`);
  const open = await drawer(NAME);
  await findTable();
  await quiet();
  await authentik.peek(CODE, "DELETE");
  authentik.answer("core/users/me/", dropped);
  await user.click(refresh());
  await waitFor(() => expect(authentik.askedFor("core/users/me/").length).toBeGreaterThan(1));
  await quiet();
  expect(open.queryByText(/^No longer listed/)).toBeNull();
  expect(open.getByText("Not found, or not signed in")).toBeTruthy();
});

test.each([
  ["a server's fault", html500, "The server failed (500)"],
  ["a refusal", forbidden, "You may not see this authorization code"],
  ["silence", dropped, "Grantlens cannot be reached"],
])("%s leaves the last known state readable, with a retry", async (_, respond, title) => {
  const { authentik, user, quiet } = openConsole(`/authorization-codes/${PK}`);
  const open = await drawer(NAME);
  await findTable();
  await quiet();
  const restore = authentik.answer(CODE, respond);
  await user.click(refresh());
  expect(await open.findByText(title)).toBeTruthy();
  expect(field(open, "scope").textContent).toBe("openid");
  expect(open.queryByText(/No longer listed/)).toBeNull();
  restore();
  await user.click(open.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(open.queryByText(title)).toBeNull());
});

test("when the open row is gone, focus returns to the list's heading", async () => {
  const { authentik, user, quiet } = openConsole(`/authorization-codes/${PK}`);
  const open = await drawer(NAME);
  await findTable();
  await quiet();
  await authentik.peek(CODE, "DELETE");
  await user.click(refresh());
  await open.findByText(/^No longer listed/);
  await waitFor(() => expect(keys()).not.toContain(PK));
  await user.click(open.getByRole("link", { name: "Close" }));
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 })),
  );
});
