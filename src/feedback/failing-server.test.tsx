import { screen, waitFor, within } from "../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { faultOf } from "../sandbox/faults/fault-spec.ts";
import { createFaults } from "../sandbox/faults/faults.ts";
import {
  closeConsole,
  findTable,
  keys,
  openConsole,
  pager,
  passTime,
} from "../testing/console.tsx";
import { createFakeAuthentik, type FakeAuthentik } from "../testing/fake-authentik.ts";

afterEach(closeConsole);

/** The sandbox's `--fail` faults, in front of this test's fake server. */
function failing() {
  const faults = createFaults({ now: Date.now, poison: () => {} });
  return {
    before(authentik: FakeAuthentik) {
      authentik.answer(
        ({ path }) => path !== "config.json",
        async (request, next) => {
          const answer = await faults.around(request, async (shift) => {
            const right = await next(request);
            const headers = new Headers(right.headers);
            headers.set("Date", new Date(Date.now() + shift).toUTCString());
            return new Response(right.body, { status: right.status, headers });
          });
          return answer;
        },
      );
    },
    fail: (...specs: string[]) => faults.replace(specs.map(faultOf)),
  };
}

const main = () => screen.getByRole("main");
const list = () => main().querySelector<HTMLElement>("section[data-list]")!;
const object = () =>
  main().querySelector<HTMLElement>("section:not([data-list])[aria-labelledby]")!;
const alerts = () => within(main()).queryAllByRole("alert");
const saidIn = (place: HTMLElement) =>
  within(within(place).getByRole("alert")).getByRole("heading").textContent;
const stale = () => within(list()).queryByText("Not up to date.")?.closest("[role=status]");
const tryAgain = (place: Element) =>
  within(place as HTMLElement).getByRole("button", { name: "Try again" });
const refresh = () => screen.getByRole("button", { name: "Refresh" });
const fields = () => object().querySelectorAll("dt").length;
const pks = (answer: { results: { pk: number }[] }) => answer.results.map(({ pk }) => pk);

const LISTS = [
  ["/authorization-codes", "oauth2/authorization_codes/"],
  ["/source-connections", "sources/group_connections/oauth/"],
] as const;

describe.each(LISTS)("%s beside an open object", (path, api) => {
  test.each([
    ["500", "The server failed (500)", false],
    ["502", "authentik is not ready (502)", true],
    ["503:1s", "authentik is not ready (503)", true],
    ["429:1s", "Too many requests (429)", true],
    ["html", "The answer could not be read", false],
  ])("%s is reported, keeps what is shown, and ends", async (fault, says, passes) => {
    const rows = pks(await createFakeAuthentik().peek(`${api}?ordering=pk&page=2&page_size=20`));
    const address = `${path}/${rows[3]}?other=1&ordering=pk&page=2`;
    const { before, fail } = failing();

    // Rows and an object are on screen when the fault begins.
    const opened = openConsole(address, { before, retryPauseMs: 300 });
    await findTable();
    await waitFor(() => expect(fields()).toBeGreaterThan(0));
    await opened.quiet();
    const whole = fields();
    expect(keys()).toEqual(rows);
    fail(`${fault}@${api}`);
    passTime(60_000);
    await opened.user.click(refresh());
    await waitFor(() => {
      expect(stale()?.textContent).toContain(`${says}: these rows are from the last answer.`);
      expect(saidIn(object())).toBe(says);
    });
    expect(keys()).toEqual(rows);
    expect(fields()).toBe(whole);
    expect(opened.url()).toBe(address);
    fail();
    if (!passes) await opened.user.click(tryAgain(stale()!));
    await waitFor(() => {
      expect(stale()).toBeFalsy();
      expect(alerts()).toEqual([]);
    });
    expect(keys()).toEqual(rows);
    opened.unmount();

    // Nothing has loaded yet when the fault begins.
    fail(`${fault}@${api}`);
    const anew = openConsole(address, { before, retryPauseMs: 300 });
    await waitFor(() => {
      expect(saidIn(list())).toBe(says);
      expect(saidIn(object())).toBe(says);
    });
    expect(screen.queryByRole("table")).toBeNull();
    expect(screen.getByRole("combobox", { name: "Search" })).toBeTruthy();
    expect(anew.url()).toBe(address);
    fail();
    if (!passes) await anew.user.click(tryAgain(within(list()).getByRole("alert")));
    await waitFor(() => {
      expect(keys()).toEqual(rows);
      expect(fields()).toBe(whole);
      expect(alerts()).toEqual([]);
    });
    expect(anew.url()).toBe(address);
  });

  test.each(["latency:1s", "type"])("%s is not a failure", async (fault) => {
    const { before, fail } = failing();
    const { authentik, user } = openConsole(`${path}?ordering=pk`, { before });
    await findTable();
    const next = pks(await authentik.peek(`${api}?ordering=pk&page=2&page_size=20`));
    fail(`${fault}@${api}`);
    await user.click(pager().getByRole("link", { name: "Next page" }));
    await waitFor(() => expect(keys()).toEqual(next));
    expect(alerts()).toEqual([]);
    expect(stale()).toBeFalsy();
  });

  test("a wrong server clock does not change the rows", async () => {
    const { before, fail } = failing();
    const { user, quiet } = openConsole(`${path}?ordering=pk`, { before });
    await findTable();
    await quiet();
    const rows = keys();
    const asOf = (hour: string) =>
      waitFor(() => expect(within(list()).getByText(/^as of/).textContent).toContain(hour));
    await asOf("12:");
    fail("skew:-1h");
    passTime(60_000);
    await user.click(refresh());
    await asOf("11:");
    expect(keys()).toEqual(rows);
    fail();
    passTime(60_000);
    await user.click(refresh());
    await asOf("12:");
    expect(keys()).toEqual(rows);
  });
});

test("a failed lookup leaves ids in place of names, and Refresh loads the names", async () => {
  const { before, fail } = failing();
  fail("500@core/groups/");
  const { authentik, user, quiet } = openConsole("/source-connections?ordering=pk", { before });
  const table = await findTable();
  await quiet();
  const { results } = await authentik.peek("sources/group_connections/oauth/?ordering=pk");
  const { name } = await authentik.peek(`core/groups/${results[0].group}/`);
  expect(keys()).toEqual(pks({ results }));
  const first = () => table.querySelectorAll("tr")[1]!;
  expect(first().textContent).toContain(results[0].group.slice(0, 8));
  fail();
  await user.click(refresh());
  await waitFor(() => expect(within(first()).getByRole("link", { name })).toBeTruthy());
});
