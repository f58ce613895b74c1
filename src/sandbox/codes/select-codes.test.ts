import { expect, test, vi } from "vitest";
import { instant } from "../rules/instant.ts";
import { asking, CODES_PATH, invented, WORLD_START } from "../testing/asking.ts";
import { staticCodes } from "./table-codes.ts";

// A busy machine must not fail these tests.
vi.setConfig({ testTimeout: 60_000 });

test("pages lose and repeat rows that are tied in the order, and only those", async () => {
  const ask = asking({ world: { ...invented, codes: () => many } });
  const many = staticCodes(
    Array.from({ length: 200 }, (_, index) => ({
      pk: index + 1,
      provider: invented.providers[index < 190 ? 0 : 1]?.pk ?? 0,
      user: invented.users[0]?.pk ?? 0,
      expires: instant(WORLD_START),
      expiring: true,
      scope: [],
    })),
  );
  const keysOf = async (query: string) =>
    (await ask(`${CODES_PATH}?${query}`)).body.results.map(({ pk }) => Number(pk));
  const pages = await Promise.all(
    Array.from({ length: 10 }, (_, index) => keysOf(`ordering=provider&page=${index + 1}`)),
  );
  for (const page of pages) expect(new Set(page).size).toBe(20);
  expect(new Set(pages.flat()).size).toBeLessThan(200);
  expect(pages[9]?.slice(10)).toEqual([191, 192, 193, 194, 195, 196, 197, 198, 199, 200]);
  expect(await keysOf("ordering=provider&page=3")).toEqual(pages[2]);
});
