// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { closeConsole, keys, openConsole, pager, sortButton } from "./testing/console.tsx";
import { type FakeAuthentik, START } from "./testing/fake-authentik.ts";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";
const KNOWN = new Set([
  "provider",
  "user",
  "ordering",
  "page",
  "page_size",
  "include_groups",
  "include_roles",
]);

interface Row {
  pk: number;
  expires: string | null;
  provider: { pk: number };
  user: { pk: number };
}

const STATUS: Record<string, (row: Row) => boolean> = {
  valid: ({ expires }) => expires !== null && Date.parse(expires) >= START,
  expiring: ({ expires }) =>
    expires !== null && Date.parse(expires) >= START && Date.parse(expires) < START + 15_000,
  expired: ({ expires }) => expires !== null && Date.parse(expires) < START,
  never: ({ expires }) => expires === null,
};

/** All rows there are, in an order of the server's. */
async function all(
  authentik: FakeAuthentik,
  ordering = "expires,pk",
  filters = "",
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const { results, pagination } = await authentik.peek(
      `${CODES}?ordering=${ordering}&page_size=100&page=${page}${filters}`,
    );
    rows.push(...results);
    if (pagination.next === 0) return rows;
  }
}

const pks = (rows: readonly Row[]) => rows.map(({ pk }) => pk);

async function shows(rows: readonly Row[], page = 1, size = 20) {
  await waitFor(() => expect(keys()).toEqual(pks(rows).slice((page - 1) * size, page * size)));
}

function expectNothingUnknown(authentik: FakeAuthentik) {
  for (const { params } of authentik.askedFor(CODES)) {
    expect([...params.keys()].filter((name) => !KNOWN.has(name))).toEqual([]);
  }
}

describe.each(["expired", "valid", "expiring", "never"])("status=%s", (status) => {
  test.each(["expires", "-expires", "pk", "-pk", "user", "-provider"])(
    "in the order %s: exactly the rows that are, on every page",
    async (ordering) => {
      const { authentik, quiet } = openConsole(
        `/authorization-codes?status=${status}&ordering=${ordering}`,
      );
      const server = await all(authentik, ordering.endsWith("pk") ? ordering : `${ordering},pk`);
      const rows = server.filter(STATUS[status]!);
      expect(rows.length).toBeGreaterThan(0);
      await shows(rows);
      for (let page = 2; (page - 1) * 20 < rows.length; page += 1) {
        pager()
          .getByRole("link", { name: String(page) })
          .click();
        await shows(rows, page);
      }
      await quiet();
      expectNothingUnknown(authentik);
    },
  );
});

test.each(["20", "50", "100"])("a page of %s, with provider and user", async (size) => {
  const address = `status=expired&page_size=${size}&ordering=user`;
  const { authentik } = openConsole(`/authorization-codes?${address}`, { rows: 312 });
  const rows = (await all(authentik, "user,pk")).filter(STATUS["expired"]!);
  await shows(rows, 1, Number(size));
  await waitFor(() =>
    expect(screen.getByText(new RegExp(`Loaded all ${rows.length} `))).toBeTruthy(),
  );
  sortButton("Expires").click();
  await shows((await all(authentik)).filter(STATUS["expired"]!), 1, Number(size));
});
