import fc from "fast-check";
import { expect, test } from "vitest";
import { passes, type CodeQuestion, type Codes, type Meter } from "./codes.ts";
import { editedCodes } from "./codes-edited.ts";
import { stillCodes } from "./codes-listed.ts";
import { instant } from "../rules/instant.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";
import type { World } from "../world/entities.ts";
import { comparing } from "../rules/ordering.ts";
import { asking, CODES, invented, START } from "../testing/asking.ts";
import { poisonable } from "../faults/poison.ts";
import { createWorld } from "../world/world.ts";

type Code = AuthorizationCodeEntity;

const COLUMNS = {
  pk: { of: (code: Code) => code.pk },
  provider: { of: (code: Code) => code.provider },
  user: { of: (code: Code) => code.user },
  expires: { of: (code: Code) => code.expires },
};

/** What filtering and sorting would give. */
function slowly(codes: readonly Code[], { filter, order }: CodeQuestion): Code[] {
  return codes
    .filter((code) => passes(filter, code))
    .toSorted(comparing([...order, "pk"], COLUMNS));
}

function expectSame(codes: Codes, question: CodeQuestion, cuts: readonly number[]): void {
  const wanted = slowly(codes.all(), question);
  expect(codes.count(question)).toBe(wanted.length);
  for (const cut of cuts) {
    const from = Math.floor(cut * wanted.length);
    const page = codes.page(question, from, Math.min(from + 7, wanted.length));
    expect(page).toEqual(wanted.slice(from, from + 7));
    const [first] = page;
    if (first !== undefined) {
      expect(codes.rank(question, first)).toBe(from);
      expect(codes.find(first.pk)).toEqual(first);
    }
  }
}

const orders = fc.uniqueArray(
  fc.constantFrom("pk", "-pk", "provider", "-provider", "user", "-user", "expires", "-expires"),
  { maxLength: 4 },
);
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 3 });

function filters(providers: readonly number[], users: readonly number[]) {
  return fc.record(
    { provider: fc.constantFrom(...providers), user: fc.constantFrom(...users) },
    { requiredKeys: [] },
  );
}

const someCodes = fc.uniqueArray(
  fc.record({
    pk: fc.integer({ min: 1, max: 5000 }),
    provider: fc.integer({ min: 1, max: 3 }),
    user: fc.integer({ min: 1, max: 4 }),
    expires: fc.option(
      fc
        .tuple(fc.constantFrom(0, 1, 70_000, 5e9, 2.5e14), fc.constantFrom(0, 1, 1000), fc.nat(2))
        .map(([far, near, micros]) => instant(START + far - near, micros)),
    ),
    expiring: fc.boolean(),
    scope: fc.constant([]),
  }),
  { selector: ({ pk }) => pk, maxLength: 80 },
);

test("a page is what filtering and sorting give, with rows added and removed too", () => {
  fc.assert(
    fc.property(
      someCodes,
      fc.nat(20),
      fc.array(fc.nat(5000), { maxLength: 30 }),
      orders,
      filters([1, 2, 3, 4], [1, 2, 3, 4, 5]),
      cuts,
      (rows, many, strangers, order, filter, cuts) => {
        const codes = rows.slice(many);
        const still = stillCodes(codes);
        expectSame(still, { order, filter }, cuts);
        const removed = [
          ...strangers,
          ...codes.filter((_, at) => at % 3 === 0).map(({ pk }) => pk),
        ];
        const edited = editedCodes(still, { added: rows.slice(0, many), removed });
        expectSame(edited, { order, filter }, cuts);
      },
    ),
    { numRuns: 300 },
  );
});

function crowd(rows: number, meter?: Meter): World {
  return createWorld({ seed: 3, rows, start: START, still: false, ...(meter && { meter }) });
}

test(
  "a page stays what filtering and sorting give, whatever the clock does",
  { timeout: 60_000 },
  () => {
    const lively = crowd(400);
    const keys = { providers: lively.providers.map(({ pk }) => pk), users: [5, 9, 23, 77] };
    const step = fc.record({
      move: fc.constantFrom(0, 1, 40, 900, 7000, 61_000, 300_000, 3_000_000, -1, -5000, -400_000),
      does: fc.constantFrom("nothing", "nothing", "poison", "delete"),
      order: orders,
      filter: filters(keys.providers, keys.users),
      cuts,
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const { world, poison } = poisonable(lively);
        const removed: number[] = [];
        let now = START;
        for (const { move, does, order, filter, cuts } of steps) {
          now += move;
          if (does === "poison") poison(now, 2);
          if (does === "delete")
            removed.push(
              ...world
                .codes(now)
                .all()
                .slice(0, 9)
                .map(({ pk }) => pk),
            );
          const codes = world.codes(now);
          expectSame(codes, { order, filter }, cuts);
          expectSame(editedCodes(codes, { removed }), { order, filter }, cuts);
        }
      }),
      { numRuns: 40 },
    );
  },
);

test("so do pages of many, before and after a clean-up", { timeout: 60_000 }, () => {
  const world = crowd(50_000);
  const provider = world.codes(START).all()[25_000]?.provider ?? 0;
  const questions: CodeQuestion[] = [
    { filter: {}, order: ["provider", "expires", "pk"] },
    { filter: {}, order: ["-expires", "user", "-pk"] },
    { filter: { provider }, order: ["expires"] },
  ];
  // Enough have come by the third moment to be merged. A clean-up lies before the fourth, and two
  // before the last, one of which nobody looked at.
  for (const seconds of [0, 1.5, 90, 130, 1000]) {
    if (seconds === 1000) world.codes(START + 600_000);
    const codes = world.codes(START + seconds * 1000);
    for (const question of questions) expectSame(codes, question, [0, 0.31, 0.62, 0.9999]);
  }
});

test("a page of many visits few of them, also while they come and go", { timeout: 60_000 }, () => {
  const rows = 200_000;
  const meter = { steps: 0 };
  const world = crowd(rows, meter);
  const provider = world.codes(START).page({ filter: {}, order: ["user"] }, 9, 10)[0]?.provider;
  const questions: CodeQuestion[] = [
    { filter: {}, order: ["provider", "expires", "pk"] },
    { filter: {}, order: ["-expires", "pk"] },
    { filter: {}, order: ["pk"] },
    { filter: { provider: provider ?? 0 }, order: ["expires", "pk"] },
  ];
  const visits = (now: number, question: CodeQuestion): number => {
    const codes = world.codes(now);
    const before = meter.steps;
    const place = Math.floor(codes.count(question) * 0.7);
    expect(codes.page(question, place, place + 1)).toHaveLength(1);
    return meter.steps - before;
  };
  for (const [index, question] of questions.entries()) {
    const asked = START + index * 100;
    visits(asked, question);
    expect(visits(asked, question)).toBeLessThan(1000);
    // A few codes have come and gone with each of these; some 3,000 are about to be redeemed.
    for (let now = asked + 10; now < asked + 100; now += 10) {
      expect(visits(now, question)).toBeLessThan(rows / 10);
    }
  }
});

test("rows that an order leaves alike are lost and repeated by its pages, and only those", async () => {
  const ask = asking({ world: { ...invented, codes: () => many } });
  const many = stillCodes(
    Array.from({ length: 200 }, (_, index) => ({
      pk: index + 1,
      provider: invented.providers[index < 190 ? 0 : 1]?.pk ?? 0,
      user: invented.users[0]?.pk ?? 0,
      expires: instant(START),
      expiring: true,
      scope: [],
    })),
  );
  const keysOf = async (query: string) =>
    (await ask(`${CODES}?${query}`)).body.results.map(({ pk }) => Number(pk));
  const pages = await Promise.all(
    Array.from({ length: 10 }, (_, index) => keysOf(`ordering=provider&page=${index + 1}`)),
  );
  for (const page of pages) expect(new Set(page).size).toBe(20);
  expect(new Set(pages.flat()).size).toBeLessThan(200);
  expect(pages[9]?.slice(10)).toEqual([191, 192, 193, 194, 195, 196, 197, 198, 199, 200]);
  expect(await keysOf("ordering=provider&page=3")).toEqual(pages[2]);
});

test("codes of a moment gone by are not to be asked", () => {
  const world = crowd(300);
  const codes = world.codes(START);
  expect(codes.count({ filter: {}, order: [] })).toBe(300);
  world.codes(START + 60_000);
  expect(() => codes.count({ filter: {}, order: [] })).toThrow("another moment");
});
