import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, beforeEach, expect, test } from "vitest";
import { allCodes, CODES, expectNothingUnknown, type SentCode } from "../../testing/all-codes.ts";
import { type Asked, type Held, json } from "../../testing/fake-authentik.ts";
import {
  closeConsole,
  findTable,
  keys,
  openConsole,
  passTime,
  sortButton,
} from "../../testing/console.tsx";
import { START } from "../../testing/fake-authentik.ts";

afterEach(closeConsole);
// Open, it would count by itself.
beforeEach(() => localStorage.setItem("grantlens.timeline", "folded"));

const number = new Intl.NumberFormat("en");
const findLine = () => screen.findByRole("navigation", { name: "Codes by expiry time" });
const text = (element: HTMLElement) => element.textContent.replaceAll(/\s+/g, " ").trim();

function wordsOf(all: readonly SentCode[], now = START, of = "codes"): string {
  const ends = all.flatMap((code) => (code.ends === null ? [] : [code.ends]));
  const expired = ends.filter((end) => end < now).length;
  const [count, valid, dead, never] = [
    all.length,
    ends.length - expired,
    expired,
    all.length - ends.length,
  ].map((value) => number.format(value));
  return `${count} ${of}: ${valid} valid, ${dead} expired, ${never} never expire`;
}

test.each([90, 3000])("counts %s codes as brute force does, in a few requests", async (rows) => {
  const { authentik, quiet } = openConsole("/authorization-codes", { rows, beside: true });
  expect(text(await findLine())).toBe(wordsOf(await allCodes(authentik)));
  await quiet();
  // One for the rows.
  expect(authentik.askedFor(CODES).length).toBeLessThanOrEqual(1 + 25);
  expectNothingUnknown(authentik);
});

test("counts under the server's filters, and each number links to its rows", async () => {
  const { authentik, user, url } = openConsole(
    "/authorization-codes?provider=14&ordering=user&page=2&expires_after=now-1h&y=1",
    { rows: 3000, beside: true },
  );
  const all = await allCodes(authentik, "user", "&provider=14");
  const line = await findLine();
  expect(text(line)).toBe(wordsOf(all));
  expect(within(line).queryByRole("link", { current: true })).toBeNull();
  await user.click(within(line).getByRole("link", { name: /expired$/ }));
  expect(url()).toBe("/authorization-codes?provider=14&ordering=user&y=1&status=expired");
  const expired = all.filter(({ ends }) => ends !== null && ends < START).map(({ pk }) => pk);
  await waitFor(() => expect(keys()).toEqual(expired.slice(0, 20)));
  const current = within(await findLine()).getByRole("link", { current: true });
  expect(text(current)).toMatch(/expired$/);
  expect(text(await findLine())).toBe(wordsOf(all));
});

test("when all rows are shown, they are counted without a request", async () => {
  const { authentik, quiet } = openConsole("/authorization-codes?page_size=100", { beside: true });
  expect(text(await findLine())).toBe(wordsOf(await allCodes(authentik)));
  await quiet();
  expect(authentik.askedFor(CODES)).toHaveLength(1);
});

test("counts how many expire within the chosen seconds", async () => {
  const { authentik } = openConsole("/authorization-codes?status=expiring&within=60", {
    beside: true,
  });
  const soon = (await allCodes(authentik)).filter(
    ({ ends }) => ends !== null && ends >= START && ends < START + 60_000,
  );
  const current = within(await findLine()).getByRole("link", { current: true });
  expect(text(current)).toBe(`${soon.length} within 60 s`);
});

test("counting waits while rows that the user asked for are fetched", async () => {
  let probe: Held | undefined;
  const { authentik, user, quiet } = openConsole("/authorization-codes", {
    rows: 3000,
    beside: true,
    before: (server) => {
      probe = server.hold(({ path, params }) => path === CODES && params.get("page_size") === "1");
    },
  });
  await findTable();
  await probe?.arrived;
  const sorted = authentik.hold(
    ({ path, params }) => path === CODES && params.get("ordering") === "pk",
  );
  await user.click(sortButton("ID"));
  await sorted.arrived;
  probe?.release();
  const asked = authentik.askedFor(CODES).length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(authentik.askedFor(CODES)).toHaveLength(asked);
  sorted.release();
  expect(text(await findLine())).toBe(wordsOf(await allCodes(authentik)));
  await quiet();
  expect(authentik.askedFor(CODES).length).toBeGreaterThan(asked);
});

test("counts are refreshed with the list, from known points, in fewer requests", async () => {
  const { authentik, user, quiet } = openConsole("/authorization-codes", {
    rows: 3000,
    beside: true,
  });
  const all = await allCodes(authentik);
  await findLine();
  await quiet();
  const before = authentik.askedFor(CODES).length;
  passTime(20_000);
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await waitFor(async () => expect(text(await findLine())).toBe(wordsOf(all, START + 20_000)));
  await quiet();
  expect(authentik.askedFor(CODES).length - before).toBeLessThanOrEqual(12);
});

test("counts show their own time where it differs from the rows'", async () => {
  let counting: Held | undefined;
  openConsole("/authorization-codes", {
    rows: 500,
    beside: true,
    before(server) {
      const isCount = ({ path, params }: Asked) =>
        path === CODES && params.get("page_size") !== "20";
      counting = server.hold(isCount, { every: true });
    },
  });
  await counting?.arrived;
  passTime(5000);
  counting?.release();
  await waitFor(async () => expect(text(await findLine())).toMatch(/, as of \d\d:00:05 UTC$/));
});

test("counts come after the rows, and their failure is reported separately and can be retried", async () => {
  const { authentik, user } = openConsole("/authorization-codes", {
    beside: true,
    before: (server) =>
      server.answer(
        ({ path, params }) => path === CODES && params.get("page_size") !== "20",
        () => Promise.resolve(json(403, { detail: "no" })),
        4,
      ),
  });
  await findTable();
  expect(await screen.findByText(/^Not counted: /)).toBeTruthy();
  expect(authentik.askedFor(CODES)[0]?.params.get("page_size")).toBe("20");
  expect(screen.queryByRole("alert")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Retry" }));
  await user.click(await screen.findByRole("button", { name: "Retry" }));
  expect(text(await findLine())).toBe(wordsOf(await allCodes(authentik)));
});

test("counts of own codes say so", async () => {
  openConsole("/authorization-codes", { beside: true, as: "viewer" });
  await waitFor(async () => expect(text(await findLine())).toContain(" of your own: "));
});

test.each([
  ["", 90],
  ["", 500],
  ["&ordering=user", 90],
  ["&ordering=user", 500],
])("unreadable expiry times are named as such%s, of %d rows", async (order, rows) => {
  openConsole(`/authorization-codes?status=expired${order}`, {
    rows,
    beside: true,
    before: (server) =>
      server.answer(
        ({ path }) => path === CODES,
        async (request, next) => {
          const response = await next(request);
          const body = await response.json();
          for (const code of body.results) {
            const far = Math.abs(Date.parse(code.expires) - START);
            if (far < 20_000) code.expires = "soon";
          }
          return json(200, body);
        },
      ),
  });
  expect(text(await findLine())).toContain("(± codes with an unreadable expiry time)");
  const notice = await screen.findByText(/Not an exact count: some expiry times could not be read/);
  expect(notice.textContent).not.toMatch(/moved|moves/);
});
