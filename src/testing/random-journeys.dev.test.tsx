import { beforeAll, expect, test, vi } from "vitest";
import { loadEverything } from "./random/random-console.tsx";
import { journey } from "./random/random-journey.ts";

/**
 * Random user journeys while the server fails at random, each from its own seed. To run more of them, or one again:
 *
 *     GRANTLENS_SEEDS=500 npx vitest run src/testing/random-journeys.dev.test.tsx
 *     GRANTLENS_SEED=17 npx vitest run src/testing/random-journeys.dev.test.tsx
 */
const only = process.env["GRANTLENS_SEED"];
const count = Number(process.env["GRANTLENS_SEEDS"] ?? 50);
const seeds =
  only === undefined ? Array.from({ length: count }, (_, seed) => seed + 1) : [Number(only)];

// The filters' option list takes half of the time and plays no part here; without it the filters accept typed ids.
vi.mock("../list/filters/filter-combobox-aria.tsx", () => {
  throw new Error("not loaded here");
});

vi.setConfig({ testTimeout: 600_000 });

beforeAll(loadEverything);

test.each(seeds)("journey %i under random faults", async (seed) => {
  const told: string[] = [];
  const wrong = await journey(seed, (line) => told.push(line)).catch((error: unknown) => [
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  ]);
  const again = `GRANTLENS_SEED=${seed} npx vitest run src/testing/random-journeys.dev.test.tsx`;
  expect(wrong, [...told, again].join("\n")).toEqual([]);
});
