import fc from "fast-check";
import { expect, test } from "vitest";
import type { CodeQuery, Codes, StepCounter } from "./codes.ts";
import { editedCodes } from "./edited-codes.ts";
import { staticCodes } from "./table-codes.ts";
import { instant } from "../rules/instant.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";
import type { World } from "../world/entities.ts";
import { comparing } from "../rules/ordering.ts";
import { WORLD_START } from "../testing/asking.ts";
import { poisonable } from "../faults/poison.ts";
import { createWorld } from "../world/world.ts";

type Code = AuthorizationCodeEntity;

const COLUMNS = {
  pk: { of: (code: Code) => code.pk },
  provider: { of: (code: Code) => code.provider },
  user: { of: (code: Code) => code.user },
  expires: { of: (code: Code) => code.expires },
};

/** The expected rows, by plain filtering and sorting. */
function slowly(codes: readonly Code[], { filter, order }: CodeQuery): Code[] {
  return codes
    .filter(({ provider }) => filter.provider === undefined || filter.provider === provider)
    .filter(({ user }) => filter.user === undefined || filter.user === user)
    .toSorted(comparing([...order, "pk"], COLUMNS));
}

function expectSame(codes: Codes, query: CodeQuery, cuts: readonly number[]): void {
  const wanted = slowly(codes.all(), query);
  expect(codes.count(query)).toBe(wanted.length);
  for (const cut of cuts) {
    const from = Math.floor(cut * wanted.length);
    const page = codes.page(query, from, Math.min(from + 7, wanted.length));
    expect(page).toEqual(wanted.slice(from, from + 7));
    const [first] = page;
    if (first !== undefined) {
      expect(codes.rank(query, first)).toBe(from);
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
        .map(([far, near, micros]) => instant(WORLD_START + far - near, micros)),
    ),
    expiring: fc.boolean(),
    scope: fc.constant([]),
  }),
  { selector: ({ pk }) => pk, maxLength: 80 },
);

test("a page equals plain filtering and sorting, even with rows added and removed", () => {
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
        const still = staticCodes(codes);
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

function crowd(rows: number, stepCounter?: StepCounter): World {
  return createWorld({
    seed: 3,
    rows,
    start: WORLD_START,
    still: false,
    ...(stepCounter && { stepCounter }),
  });
}

test("a page equals plain filtering and sorting, whatever the clock does", () => {
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
      let now = WORLD_START;
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
});

test("the same with many codes, before and after a clean-up", () => {
  const world = crowd(50_000);
  const provider = world.codes(WORLD_START).all()[25_000]?.provider ?? 0;
  const questions: CodeQuery[] = [
    { filter: {}, order: ["provider", "expires", "pk"] },
    { filter: {}, order: ["-expires", "user", "-pk"] },
    { filter: { provider }, order: ["expires"] },
  ];
  // By the third moment, enough have come to be merged. There is a clean-up before the fourth, and two
  // before the last, with no query in between.
  for (const seconds of [0, 1.5, 90, 130, 1000]) {
    if (seconds === 1000) world.codes(WORLD_START + 600_000);
    const codes = world.codes(WORLD_START + seconds * 1000);
    for (const query of questions) expectSame(codes, query, [0, 0.31, 0.62, 0.9999]);
  }
});

test("a page of many codes visits few of them, even while they come and go", () => {
  const rows = 200_000;
  const stepCounter = { steps: 0 };
  const world = crowd(rows, stepCounter);
  const provider = world
    .codes(WORLD_START)
    .page({ filter: {}, order: ["user"] }, 9, 10)[0]?.provider;
  const questions: CodeQuery[] = [
    { filter: {}, order: ["provider", "expires", "pk"] },
    { filter: {}, order: ["-expires", "pk"] },
    { filter: {}, order: ["pk"] },
    { filter: { provider: provider ?? 0 }, order: ["expires", "pk"] },
  ];
  const visits = (now: number, query: CodeQuery): number => {
    const codes = world.codes(now);
    const before = stepCounter.steps;
    const place = Math.floor(codes.count(query) * 0.7);
    expect(codes.page(query, place, place + 1)).toHaveLength(1);
    return stepCounter.steps - before;
  };
  for (const [index, query] of questions.entries()) {
    const asked = WORLD_START + index * 100;
    visits(asked, query);
    expect(visits(asked, query)).toBeLessThan(1000);
    // A few codes come and go at each step; some 3,000 are about to be redeemed.
    for (let now = asked + 10; now < asked + 100; now += 10) {
      expect(visits(now, query)).toBeLessThan(rows / 10);
    }
  }
});

test("queries on the codes of an earlier moment throw", () => {
  const world = crowd(300);
  const codes = world.codes(WORLD_START);
  expect(codes.count({ filter: {}, order: [] })).toBe(300);
  world.codes(WORLD_START + 60_000);
  expect(() => codes.count({ filter: {}, order: [] })).toThrow("another moment");
});
