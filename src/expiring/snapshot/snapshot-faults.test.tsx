import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, expect, test } from "vitest";
import { allCodes, CODES, expectNothingUnknown, pksOf } from "../../testing/all-codes.ts";
import { html500, poison } from "../../testing/answers.ts";
import {
  closeConsole,
  column,
  findTable,
  keys,
  openConsole,
  pager,
  passTime,
  sortButton,
} from "../../testing/console.tsx";
import { type FakeAuthentik, START } from "../../testing/fake-authentik.ts";
import { expectAgreement, findCounts, shownNumbers } from "../../testing/shown-numbers.ts";

afterEach(closeConsole);

const refresh = () => screen.getByRole("button", { name: "Refresh" });
const notice = () => screen.getByText("Not up to date.").closest("[role=status]")?.textContent;

/** A code without an end: only such rows make authentik fail. */
const ENDLESS = 1204;

/** No answer has more than so many rows, whatever was asked for. */
function clampTo(server: FakeAuthentik, size: number): void {
  server.answer(CODES, (request, next) => {
    const clamped = new URL(request.url);
    if (Number(clamped.searchParams.get("page_size")) > size)
      clamped.searchParams.set("page_size", String(size));
    return next(new Request(clamped.href));
  });
}

test("a refresh that fails keeps the rows and numbers of before, and says so", async () => {
  const { authentik, user, quiet } = openConsole("/authorization-codes", {
    rows: 300,
    beside: true,
  });
  await findTable();
  await waitFor(() => expectAgreement(300));
  await quiet();
  const shown = keys();
  const back = authentik.answer(CODES, html500);
  passTime(6000);
  await user.click(refresh());
  await screen.findByText("Not up to date.");
  expect(notice()).toContain("The server failed (500): these rows are from the last answer.");
  expect(keys()).toEqual(shown);
  expectAgreement(300);
  // What was read is still sorted here.
  await user.click(sortButton("ID"));
  expect(keys()).toEqual(pksOf(await allCodes(authentik, "pk")).slice(0, 20));
  back();
  await user.click(refresh());
  await waitFor(() => expect(screen.queryByText("Not up to date.")).toBeNull());
  await quiet();
  expectAgreement(300);
});

test("a row that the server fails on: every number counts it, and its gap is named where it is", async () => {
  const { authentik, user, quiet } = openConsole("/authorization-codes", {
    rows: 300,
    beside: true,
    retryPauseMs: 20,
    before: (server) => poison(server, ENDLESS),
  });
  await findTable();
  await waitFor(() => expectAgreement(300));
  await quiet();
  await waitFor(() => expectAgreement(300));
  expect((await findCounts()).textContent).toMatch(/3\s+never expire/);
  await user.click(pager().getByRole("link", { name: "Last page" }));
  await screen.findByText("1 row is missing here.");
  expect(keys()).toHaveLength(19);
  expect(keys()).not.toContain(ENDLESS);

  await user.click(within(await findCounts()).getByRole("link", { name: /never/ }));
  await waitFor(() => expect(keys()).toHaveLength(2));
  expect(document.body.textContent).toMatch(/1 code cannot be shown|1 row is missing here/);
  await quiet();

  // The clean-up removes it: from then on the list can be loaded in full.
  await authentik.peek(`${CODES}${ENDLESS}/`, "DELETE");
  passTime(6000);
  await user.click(within(await findCounts()).getByRole("link", { name: /codes/ }));
  await user.click(refresh());
  await waitFor(() => expectAgreement(299));
  await quiet();
  expectAgreement(299);
  expect(screen.queryByText("1 row is missing here.")).toBeNull();
});

test("a server that gives no more than 20 rows an answer: read whole in pages of 20, no row twice", async () => {
  const { authentik, user, quiet } = openConsole("/authorization-codes", {
    rows: 90,
    beside: true,
    before: (server) => clampTo(server, 20),
  });
  await findTable();
  await waitFor(() => expectAgreement(90));
  await quiet();
  // The first page, five to read 90 rows, and one after the first of these, which told the clamp.
  expect(authentik.askedFor(CODES).length).toBeLessThanOrEqual(7);
  const asked = authentik.askedFor(CODES).length;
  await user.click(pager().getByRole("link", { name: "Last page" }));
  expect(keys()).toEqual(pksOf(await allCodes(authentik)).slice(80));
  await user.selectOptions(screen.getByRole("combobox", { name: "Rows" }), "50");
  await waitFor(() => expect(keys()).toHaveLength(50));
  expect(authentik.askedFor(CODES)).toHaveLength(asked);

  const gone = pksOf(await allCodes(authentik, "-pk")).filter((_, index) => index % 9 === 0);
  for (const pk of gone) await authentik.peek(`${CODES}${pk}/`, "DELETE");
  passTime(6000);
  await user.click(refresh());
  await waitFor(() => expectAgreement(90 - gone.length));
  await quiet();
  const all = pksOf(await allCodes(authentik));
  await user.click(pager().getByRole("link", { name: "Last page" }));
  await waitFor(() => expect(keys()).toEqual(all.slice(50)));
});

test("2026.8, whose codes lack the provider's validity: read whole all the same, issue times unknown", async () => {
  const { authentik, user, quiet } = openConsole("/authorization-codes", {
    version: "2026.8",
    rows: 300,
    beside: true,
  });
  await findTable();
  await waitFor(() => expectAgreement(300));
  await quiet();
  const asked = authentik.asked.length;
  await user.click(sortButton("Provider"));
  const names = column("Provider");
  expect(names).toEqual(names.toSorted(new Intl.Collator("en", { numeric: true }).compare));
  await user.click(sortButton("User"));
  await user.click(within(await findCounts()).getByRole("link", { name: /expired/ }));
  const expired = (await allCodes(authentik)).filter(({ ends }) => ends !== null && ends < START);
  expect(pksOf(expired)).toEqual(expect.arrayContaining(keys()));
  expect(shownNumbers().pager).toBe(expired.length);
  expect(authentik.asked).toHaveLength(asked);
  expectNothingUnknown(authentik);
});

test.each(["auditor", "viewer"] as const)(
  "%s: their list is read whole, and its numbers are those of what they may see",
  async (caller) => {
    const { authentik, user, quiet } = openConsole("/authorization-codes", {
      as: caller,
      rows: 2000,
      beside: true,
    });
    await findTable();
    const all = await allCodes(authentik);
    expect(all.length).toBeGreaterThan(0);
    expect(all.length).toBeLessThan(400);
    await waitFor(() => expectAgreement(all.length));
    await quiet();
    const asked = authentik.askedFor(CODES).length;
    await user.click(sortButton("ID"));
    expect(keys()).toEqual(pksOf(await allCodes(authentik, "pk")).slice(0, 20));
    expect(authentik.askedFor(CODES)).toHaveLength(asked);
  },
);
