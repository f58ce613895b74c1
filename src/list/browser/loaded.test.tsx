import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, expect, test } from "vitest";
import { allCodes, CODES, pksOf } from "../../testing/all-codes.ts";
import {
  closeConsole,
  keys,
  openConsole,
  pager,
  passTime,
  passTimeAsleep,
  row,
} from "../../testing/console.tsx";
import { type Asked, json, START } from "../../testing/fake-authentik.ts";

afterEach(closeConsole);

const ADDRESS = "/authorization-codes?status=valid&ordering=user";
/** Requests for the rows themselves, not the small ones that find the ends of the range. */
const isRows = ({ path, params }: Asked) => path === CODES && Number(params.get("page_size")) > 20;

test("beyond the cap: the loaded rows are sorted, and the number of rows not loaded is shown", async () => {
  const { authentik } = openConsole(ADDRESS, { rows: 3000 });
  const valid = (await allCodes(authentik)).filter(({ ends }) => ends !== null && ends >= START);
  const count = new Intl.NumberFormat("en").format(valid.length);
  expect(
    await screen.findByText(new RegExp(`^Loaded 1,000 of ${count} codes and sorted here, `)),
  ).toBeTruthy();
  const loaded = valid.slice(0, 1000).toSorted((a, b) => a.user.pk - b.user.pk || a.pk - b.pk);
  expect(keys()).toEqual(pksOf(loaded.slice(0, 20)));
  expect(pager().getByText("1–20 of 1,000")).toBeTruthy();
  expect(screen.getByTitle(`${count} in all`).textContent).toBe(count);
});

test("cancelled halfway, the loaded rows are sorted; resuming reads the rest", async () => {
  let pages = 0;
  let release = (): void => {};
  const { authentik, user, quiet } = openConsole(ADDRESS, {
    rows: 3000,
    // The first pages arrive, the others are held.
    before: (server) => {
      release = server.hold((asked) => isRows(asked) && ++pages > 4, { every: true }).release;
    },
  });
  const cancel = await screen.findByRole("button", { name: "Cancel" });
  expect(screen.getByRole("progressbar")).toBeTruthy();
  await user.click(cancel);
  expect(await screen.findByText(/^Only [\d,]+ of 1,000 codes loaded, as of /)).toBeTruthy();
  release();
  await quiet();
  const asked = authentik.asked.filter(isRows).length;
  // Reading does not resume by itself.
  passTimeAsleep(120_000);
  document.dispatchEvent(new Event("visibilitychange"));
  await quiet();
  expect(authentik.asked.filter(isRows)).toHaveLength(asked);
  expect(keys()).toHaveLength(20);

  await user.click(screen.getByRole("button", { name: "Continue" }));
  expect(await screen.findByText(/^Loaded (1,000 of|all) /)).toBeTruthy();
});

test("a refresh after a cancel reads the list from the start", async () => {
  let pages = 0;
  let release = (): void => {};
  const { authentik, user, quiet } = openConsole(ADDRESS, {
    rows: 3000,
    before: (server) => {
      release = server.hold((asked) => isRows(asked) && ++pages > 4, { every: true }).release;
    },
  });
  await user.click(await screen.findByRole("button", { name: "Cancel" }));
  await screen.findByText(/^Only [\d,]+ of 1,000 codes loaded, as of /);
  release();
  await quiet();
  const asked = authentik.asked.filter(isRows).length;
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  expect(await screen.findByText(/^Loaded (1,000 of|all) /)).toBeTruthy();
  const rows = authentik.asked
    .filter(isRows)
    .slice(asked)
    .reduce((sum, { params }) => sum + Number(params.get("page_size")), 0);
  expect(rows).toBeGreaterThanOrEqual(1000);
});

test("a failure halfway keeps the loaded rows, is shown, and can be resumed", async () => {
  const { authentik, user } = openConsole(ADDRESS, {
    rows: 3000,
    before: (server) => {
      let pages = 0;
      server.answer(
        (asked) => isRows(asked) && ++pages > 10,
        () => Promise.resolve(json(400, { detail: "no" })),
        1,
      );
    },
  });
  expect(await screen.findByText(/^Only [\d,]+ of 1,000 codes loaded, as of /)).toBeTruthy();
  expect(await screen.findByText("Not read to the end.")).toBeTruthy();
  expect(keys()).toHaveLength(20);
  const before = authentik.asked.filter(isRows).length;
  await user.click(screen.getByRole("button", { name: "Continue" }));
  expect(await screen.findByText(/^Loaded 1,000 of /)).toBeTruthy();
  // Rows that were loaded are not read again.
  expect(authentik.asked.filter(isRows).length - before).toBeLessThan(before);
});

test("a stale list is not read again for its next page, prefetched or for an open row's neighbour", async () => {
  const { authentik, user, quiet, url } = openConsole(ADDRESS, { rows: 3000 });
  await screen.findByText(/^Loaded 1,000 of /);
  await quiet();
  const asked = authentik.asked.filter(isRows).length;
  // Longer than a loaded list stays fresh.
  passTime(90_000);
  const next = pager().getByRole("link", { name: "Next page" });
  await user.hover(next);
  await quiet();
  expect(authentik.asked.filter(isRows)).toHaveLength(asked);
  const last = keys().at(-1)!;
  await user.click(within(row(last)).getByRole("link", { name: /authorization code/ }));
  const on = await screen.findByRole("link", { name: "Next" });
  await waitFor(() => expect(on.getAttribute("href")).toContain("page=2"));
  await quiet();
  expect(authentik.asked.filter(isRows)).toHaveLength(asked);
  expect(url()).toContain(`/${last}?`);
});

test("changing page and page size makes no more requests", async () => {
  const { authentik, user, quiet } = openConsole(ADDRESS, { rows: 3000 });
  await screen.findByText(/^Loaded 1,000 of /);
  const first = keys();
  const asked = authentik.asked.filter(isRows).length;
  await user.click(pager().getByRole("link", { name: "3" }));
  await waitFor(() => expect(keys()).not.toEqual(first));
  await user.selectOptions(
    within(pager().getByRole("combobox", { name: "Rows" }).parentElement!).getByRole("combobox"),
    "50",
  );
  await waitFor(() => expect(keys()).toHaveLength(50));
  passTime(30_000);
  await user.click(pager().getByRole("link", { name: "Last page" }));
  await quiet();
  expect(authentik.asked.filter(isRows)).toHaveLength(asked);
});
