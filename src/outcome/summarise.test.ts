import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Outcome } from "./outcome.ts";
import { binsOf, summarise, type ToldSignIn } from "./summarise.ts";

const redeemed = (at: number): Outcome => ({
  word: "redeemed",
  sure: true,
  at,
  isWholeSecond: false,
  tokens: [],
});
const failed: Outcome = { word: "not-redeemed", sure: true, code: null };
const open: Outcome = { word: "waiting", code: null };

test("applications that fail most come first; what is open counts for neither", () => {
  const of = (application: string, ...outcomes: Outcome[]) =>
    outcomes.map((outcome): ToldSignIn => ({ application, at: 1000, outcome }));
  const summaries = summarise([
    ...of("Grafana", redeemed(1200), redeemed(1900), redeemed(1400), open),
    ...of("Legacy CRM", failed, failed),
    ...of("Travel", failed, redeemed(1100), open, open),
    ...of("Quiet", open),
  ]);
  expect(summaries).toEqual([
    {
      application: "Legacy CRM",
      signIns: 2,
      redeemed: 0,
      notRedeemed: 2,
      failed: 1,
      medianMs: null,
    },
    { application: "Travel", signIns: 4, redeemed: 1, notRedeemed: 1, failed: 0.5, medianMs: 100 },
    { application: "Grafana", signIns: 4, redeemed: 3, notRedeemed: 0, failed: 0, medianMs: 400 },
    { application: "Quiet", signIns: 1, redeemed: 0, notRedeemed: 0, failed: null, medianMs: null },
  ]);
});

test("every sign-in is in one bin, in the order of time", () => {
  const signIn = fc.record({
    application: fc.constantFrom("a", "b"),
    at: fc.integer({ min: 0, max: 10_000 }),
    outcome: fc.constantFrom(redeemed(1), failed, open),
  });
  fc.assert(
    fc.property(
      fc.array(signIn, { minLength: 1 }),
      fc.integer({ min: 1, max: 40 }),
      (all, most) => {
        const bins = binsOf(all, 10_001, most);
        expect(bins.length).toBeLessThanOrEqual(most);
        expect(bins.every(({ from, to }) => from % 1000 === 0 && to > from)).toBe(true);
        expect(bins.at(-1)?.to).toBeGreaterThanOrEqual(10_001);
        const sum = (of: (bin: (typeof bins)[number]) => number) =>
          bins.reduce((total, bin) => total + of(bin), 0);
        expect(sum((bin) => bin.redeemed + bin.failed + bin.open)).toBe(all.length);
        expect(sum(({ failed }) => failed)).toBe(
          all.filter(({ outcome }) => outcome === failed).length,
        );
        const from = bins.map((bin) => bin.from);
        expect(from).toEqual(from.toSorted((a, b) => a - b));
      },
    ),
  );
  expect(binsOf([], 10, 5)).toEqual([]);
});
