import * as fc from "fast-check";
import { expect, test } from "vitest";
import { judge } from "./judge.ts";
import type { Outcome } from "./outcome.ts";
import { simulatedSignIns, type Truth } from "./testing/simulated-sign-ins.ts";

/** Fails if an outcome contradicts what really happened. */
function expectTrue(outcome: Outcome, truth: Truth, all: readonly Truth[], now: number): void {
  const { birth, code, redeemedAt, deletedAt, tokensDeleted } = truth;
  const [first = null] = redeemedAt;
  switch (outcome.word) {
    case "redeemed": {
      if (outcome.sure) {
        expect(first).not.toBeNull();
        if (outcome.at !== null) expect(redeemedAt).toContain(outcome.at);
      } else {
        // Else a refresh left what looks like it.
        const left = outcome.tokens.map(({ issuedAt }) => issuedAt ?? 0);
        const isRenewal = all.some(({ refreshedAt }) =>
          left.some((at) => refreshedAt.includes(at)),
        );
        expect(first !== null || isRenewal).toBe(true);
      }
      break;
    }
    case "redeemed-again":
      expect(redeemedAt.length).toBe(2);
      break;
    case "waiting":
      expect(first === null || tokensDeleted).toBe(true);
      if (outcome.code !== null) {
        expect(redeemedAt).toEqual([]);
        expect(outcome.code.pk).toBe(code.pk);
        expect(code.endsAt).toBeGreaterThan(now);
        expect(deletedAt).toBeNull();
      }
      break;
    case "not-redeemed":
      if (outcome.sure) {
        expect(outcome.code?.pk).toBe(code.pk);
        expect(redeemedAt).toEqual([]);
        expect(code.endsAt).toBeLessThanOrEqual(now);
      } else expect(first === null || tokensDeleted).toBe(true);
      break;
    case "ended-early":
      expect(deletedAt !== null || tokensDeleted).toBe(true);
      break;
    case "ambiguous":
      expect(outcome.others).not.toContain(birth.id);
      break;
    case "no-code":
      throw new Error("all asked for a code");
    case "unknown":
      break;
  }
}

test("no outcome is stated against what really happened", () => {
  fc.assert(
    fc.property(simulatedSignIns, ({ truths, evidence }) => {
      const outcomes = judge(evidence);
      expect(outcomes.size).toBe(evidence.births.rows.length);
      const truthById = new Map(truths.map((truth) => [truth.birth.id, truth]));
      for (const [id, outcome] of outcomes) {
        const truth = truthById.get(id) as Truth;
        expectTrue(outcome, truth, truths, evidence.codes.asOf);
      }
    }),
    { numRuns: 3000 },
  );
});

test("with a nonce and all lists read, every outcome of the last minutes is stated", () => {
  fc.assert(
    fc.property(simulatedSignIns, ({ truths, evidence }) => {
      const { births, codes, accessTokens, refreshTokens } = evidence;
      const isWhole = [births, codes, accessTokens, refreshTokens].every(
        ({ from }) => from === -Infinity,
      );
      fc.pre(isWhole && evidence.seesAll);
      const outcomes = judge(evidence);
      for (const { birth, redeemedAt, tokensDeleted } of truths) {
        if (birth.nonce === null || tokensDeleted || birth.at < codes.asOf - 9 * 60_000) continue;
        const { word } = outcomes.get(birth.id) as Outcome;
        expect(word).not.toBe("unknown");
        if (redeemedAt.length > 0) {
          expect(word).toBe(redeemedAt.length === 1 ? "redeemed" : "redeemed-again");
        }
      }
    }),
    { numRuns: 3000 },
  );
});

test("whoever does not see everybody's tokens is not told that there are none", () => {
  fc.assert(
    fc.property(simulatedSignIns, ({ evidence }) => {
      for (const outcome of judge({ ...evidence, seesAll: false }).values()) {
        expect(outcome.word).not.toBe("ended-early");
        if (outcome.word === "not-redeemed") expect(outcome.code).not.toBeNull();
      }
    }),
    { numRuns: 1000 },
  );
});
