import { screen, waitFor } from "../../testing/render.tsx";
import { afterEach, expect, test, vi } from "vitest";
import { CODES } from "../../testing/all-codes.ts";
import { closeConsole, keys, openConsole, passTime } from "../../testing/console.tsx";
import { type Asked, type FakeAuthentik, json } from "../../testing/fake-authentik.ts";

afterEach(closeConsole);
// Thousands of rows are read, again and again.
vi.setConfig({ testTimeout: 600_000 });

const box = () => screen.getByRole<HTMLInputElement>("combobox", { name: "Search" });
const ADDRESS = "/authorization-codes?search=scope:email";
const text = (element: HTMLElement) => element.textContent.replaceAll(/\s+/g, " ").trim();
/** Requests for pages that are scanned, not for lookups. */
const isRows = ({ path, params }: Asked) => path === CODES && Number(params.get("page_size")) > 20;
const asked = (authentik: FakeAuthentik) => authentik.asked.filter(isRows);
const goOn = () => screen.getByRole("button", { name: "Continue" });

test("resuming beyond the bound applies to one search only; a refresh reads as far again from the start", async () => {
  const { authentik, user, quiet } = openConsole(ADDRESS, { rows: 4200 });
  await screen.findByText(/^Searched 2,000 of 4,200 codes/);
  await quiet();
  const before = asked(authentik).length;
  await user.click(goOn());
  await screen.findByText(/^Searched 4,000 of 4,200 codes/);
  await quiet();
  const second = asked(authentik).length - before;
  expect(second).toBeLessThan(before + 4);

  passTime(30_000);
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await waitFor(() => expect(asked(authentik).length).toBeGreaterThan(2 * (before + second) - 4));
  await screen.findByText(/^Searched 4,000 of 4,200 codes/);

  passTime(30_000);
  await user.clear(box());
  await user.type(box(), "scope:profile");
  await screen.findByText(/^Searched 2,000 of 4,200 codes/);
});

test("a scan of a range is resumed where it ended, too", async () => {
  const { authentik, user, quiet } = openConsole(`${ADDRESS}&expires_before=now%2B1h`, {
    rows: 3000,
  });
  await screen.findByText(/^Searched 2,000 of 2,\d{3} codes/);
  await quiet();
  const before = asked(authentik).length;
  await user.click(goOn());
  await screen.findByText(/^Searched all 2,\d{3} codes/);
  expect(asked(authentik).length - before).toBeLessThan(before - 5);
});

test("a failure halfway keeps the matches, is shown, and a retry resumes", async () => {
  const { authentik, user, quiet } = openConsole(ADDRESS, {
    rows: 1500,
    before: (server) => {
      let pages = 0;
      server.answer(
        (one) => isRows(one) && ++pages > 10,
        () => Promise.resolve(json(400, { detail: "no" })),
        1,
      );
    },
  });
  expect(await screen.findByText("Not read to the end.")).toBeTruthy();
  expect(screen.getByText(/^Only \d+ of 1,500 codes searched, as of /)).toBeTruthy();
  expect(keys().length).toBeGreaterThan(0);
  expect(goOn()).toBeTruthy();
  await quiet();
  const before = asked(authentik).length;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText(/^Searched all 1,500 codes/);
  expect(screen.queryByText("Not read to the end.")).toBeNull();
  expect(asked(authentik).length - before).toBeLessThan(11);
});

test("stopped halfway, it can be resumed; a refresh reads from the start", async () => {
  let pages = 0;
  let release = (): void => {};
  const { authentik, user, quiet } = openConsole(ADDRESS, {
    rows: 1500,
    before: (server) => {
      release = server.hold((one) => isRows(one) && ++pages > 8, { every: true }).release;
    },
  });
  await user.click(await screen.findByRole("button", { name: "Cancel" }));
  await screen.findByText(/^Only \d+ of 1,500 codes searched/);
  release();
  await quiet();
  const first = asked(authentik).length;
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await screen.findByText(/^Searched all 1,500 codes/);
  expect(asked(authentik).length - first).toBeGreaterThanOrEqual(15);
});

test("a failed refresh keeps the earlier rows with their own report", async () => {
  const { authentik, user, quiet } = openConsole(ADDRESS, { rows: 1500 });
  const words = text(await screen.findByText(/^Searched all 1,500 codes/));
  await quiet();
  const rows = keys();
  let pages = 0;
  authentik.answer(
    (one) => isRows(one) && ++pages > 5,
    () => Promise.resolve(json(400, { detail: "no" })),
    1,
  );
  passTime(30_000);
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  expect(await screen.findByText("Not up to date.")).toBeTruthy();
  await quiet();
  expect(keys()).toEqual(rows);
  expect(text(await screen.findByText(/^Searched all 1,500 codes/))).toBe(words);
});

test("after two refreshes, the first one's Cancel is gone", async () => {
  const { authentik, user, quiet } = openConsole(ADDRESS, { rows: 1500 });
  await screen.findByText(/^Searched all 1,500 codes/);
  await quiet();
  const rows = keys();
  let pages = 0;
  const { release } = authentik.hold((one) => isRows(one) && ++pages > 5, { every: true });
  passTime(30_000);
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await screen.findByRole("button", { name: "Cancel" });
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  // A scan that nobody waits for any more cannot be stopped.
  expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
  release();
  await screen.findByText(/^Searched all 1,500 codes/);
  await quiet();
  expect(keys()).toEqual(rows);
});
