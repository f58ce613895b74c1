import { expect, test, vi } from "vitest";
import { asking, CODES_PATH, invented } from "../testing/asking.ts";
import { testCode, worldWithCodes } from "../testing/world-with-codes.ts";

// Generous, so that a busy machine does not fail the tests.
vi.setConfig({ testTimeout: 60_000 });

test("a row without expires sorts last in ascending and first in descending order", async () => {
  const rows = [testCode(1), testCode(2, { expires: null, expiring: false }), testCode(3)];
  const ask = asking({ world: worldWithCodes(rows) });
  const keys = async (ordering: string) =>
    (await ask(`${CODES_PATH}?ordering=${ordering}`)).body.results.map(({ pk }) => pk);
  expect(await keys("expires")).toEqual([1, 3, 2]);
  expect(await keys("-expires")).toEqual([2, 3, 1]);
  expect(await keys("nothing, -pk ,scope")).toEqual([3, 2, 1]);
});

test("all pages together contain every row exactly once if the order has no ties", async () => {
  const ask = asking();
  for (const ordering of ["user,pk", "-provider,pk", "expires,-pk", ""]) {
    const seen: number[] = [];
    for (let page = 1; page !== 0;) {
      const { body } = await ask(`${CODES_PATH}?page_size=20&page=${page}&ordering=${ordering}`);
      seen.push(...body.results.map(({ pk }) => pk));
      page = body.pagination["next"] ?? 0;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await ask(CODES_PATH)).body.pagination["count"]);
  }
});

async function size(version: string, asked: string): Promise<number> {
  return (await asking({ version })(`core/users/?${asked}`)).body.results.length;
}

test("the effective page size", async () => {
  expect(await size("2026.2", "")).toBe(20);
  expect(await size("2026.2", "page_size=0")).toBe(20);
  expect(await size("2026.2", "page_size=+7")).toBe(7);
  expect(await size("2026.2", "page_size=7.0")).toBe(20);
  expect(await size("2026.2", "page_size=5000")).toBe(100);
  expect(await size("2024.8", "page_size=x")).toBe(100);
  expect(await size("2024.8", "page_size=5000")).toBeGreaterThan(500);
});

test("search: whitespace and commas separate terms; quotes group them in versions that support quotes", async () => {
  const user = invented.users.find(({ name }) => /^[A-Za-z]+ [A-Za-z]+$/.test(name));
  const [first = "", last = ""] = user?.name.split(" ") ?? [];
  const found = async (version: string, search: string) => {
    const { body } = await asking({ version })(
      `core/users/?page_size=100&search=${encodeURIComponent(search)}`,
    );
    return body.results.some(({ pk }) => pk === user?.pk);
  };
  for (const version of ["2024.8", "2026.2"]) {
    expect(await found(version, `${last.toUpperCase()},${first}`)).toBe(true);
    expect(await found(version, `${first} ${last} zzz`)).toBe(false);
  }
  expect(await found("2026.2", `"${first} ${last}"`)).toBe(true);
  expect(await found("2026.2", `'${last} ${first}'`)).toBe(false);
  expect(await found("2024.8", `"${first} ${last}"`)).toBe(false);
});

test("a NUL character is an error since 2025.4, even where search is ignored", async () => {
  const asked = `${CODES_PATH}?search=a%00`;
  const refused = await asking({ version: "2026.2" })(asked);
  expect(refused.response.status).toBe(400);
  expect(refused.body).toEqual(["Null characters are not allowed."]);
  expect((await asking({ version: "2024.8" })(asked)).response.status).toBe(200);
});
