import { waitFor } from "../../testing/render.tsx";
import { afterEach, beforeEach, expect, test } from "vitest";
import { watchCommits } from "../../testing/commits.ts";
import {
  closeConsole,
  findTable,
  keys,
  openConsole,
  pager,
  sortButton,
} from "../../testing/console.tsx";

/**
 * What a list may render, as counts: on any machine the same. Measured: 63 components before the answer, 275 with it (55
 * of the page, 11 a row); a page that was prefetched in one commit of 306, another one in two, its rows in one of them.
 */
const COMPONENTS_A_ROW = 12;
const COMPONENTS_AROUND = 130;

const commits: (readonly string[])[] = [];
let end = (): void => {};
beforeEach(() => {
  commits.length = 0;
  end = watchCommits((names) => void commits.push(names));
});
afterEach(() => {
  end();
  closeConsole();
});

const rowsIn = (names: readonly string[]) => names.filter((name) => name === "ListRowOf").length;

/** The rows were rendered once, all in one commit, and the page until then so often at most. */
function expectRenderedOnce(rows: number, atMost: number): void {
  expect(commits.map(rowsIn).filter((each) => each > 0)).toEqual([rows]);
  const until = commits.slice(0, commits.findIndex((names) => rowsIn(names) > 0) + 1);
  // The frame renders by itself as it learns who is signed in, and to what.
  expect(until.filter((names) => names.includes("ListPage")).length).toBeLessThanOrEqual(atMost);
  expect(until.flat().length).toBeLessThanOrEqual(
    rows * COMPONENTS_A_ROW + until.length * COMPONENTS_AROUND,
  );
}

test.each([20, 100])(
  "the first %d rows are rendered once, when the page is rendered for the second time",
  async (size) => {
    openConsole(`/authorization-codes?ordering=-pk&page_size=${size}`, { rows: 300 });
    await findTable();
    expectRenderedOnce(size, 3);
  },
);

test.each([20, 100])("another page of %d rows is rendered once", async (size) => {
  const { user, quiet } = openConsole(`/authorization-codes?ordering=-pk&page_size=${size}`, {
    rows: 300,
  });
  await findTable();
  await quiet();
  const next = pager().getByRole("link", { name: "Next page" });
  await user.hover(next);
  await quiet();
  const first = keys()[0];
  commits.length = 0;
  // Prefetched: in the commit of the click.
  await user.click(next);
  expect(keys()[0]).not.toBe(first);
  expectRenderedOnce(size, 1);
});

test("rows in another order are rendered once; while they are on their way those on screen are not", async () => {
  const { user, quiet } = openConsole("/authorization-codes?ordering=-pk");
  await findTable();
  await quiet();
  const first = keys()[0];
  commits.length = 0;
  await user.click(sortButton("User"));
  await waitFor(() => expect(keys()[0]).not.toBe(first));
  expectRenderedOnce(20, 3);
});

test("opening an object renders two rows at most: the one that is open, and the one that was", async () => {
  const { user, quiet } = openConsole("/authorization-codes?ordering=-pk");
  const table = await findTable();
  await quiet();
  commits.length = 0;
  await user.click(table.querySelector("[data-row-link]")!);
  await quiet();
  expect(Math.max(...commits.map(rowsIn))).toBeLessThanOrEqual(2);
});
