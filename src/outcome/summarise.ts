import { groupBy } from "./group-by.ts";
import { OUTCOME_TONES, type Outcome, type OutcomeTone } from "./outcome.ts";

/** A sign-in as it is summed up. */
export interface ToldSignIn {
  readonly application: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly outcome: Outcome;
}

/** The sign-ins of one application. */
export interface ApplicationSummary {
  readonly application: string;
  readonly signIns: number;
  readonly redeemed: number;
  readonly notRedeemed: number;
  /** Of those of which it is known whether they were redeemed, 0 to 1; null where there are none. */
  readonly failed: number | null;
  /** Median time from the event to the redemption, milliseconds; null where none is known. */
  readonly medianMs: number | null;
}

/** Sums up sign-ins by application: those that fail most first, then those with most sign-ins. */
export function summarise(signIns: readonly ToldSignIn[]): ApplicationSummary[] {
  return [...groupBy(signIns, ({ application }) => application)]
    .map(([application, all]) => summaryOf(application, all))
    .toSorted(
      (a, b) =>
        (b.failed ?? -1) - (a.failed ?? -1) ||
        b.signIns - a.signIns ||
        a.application.localeCompare(b.application),
    );
}

function summaryOf(application: string, all: readonly ToldSignIn[]): ApplicationSummary {
  const count = (tone: OutcomeTone) =>
    all.filter(({ outcome }) => OUTCOME_TONES[outcome.word] === tone).length;
  const [redeemed, notRedeemed] = [count("redeemed"), count("failed")];
  const decided = redeemed + notRedeemed;
  const times = all
    .flatMap(({ at, outcome }) =>
      outcome.word === "redeemed" && outcome.at !== null ? [Math.max(0, outcome.at - at)] : [],
    )
    .toSorted((a, b) => a - b);
  return {
    application,
    signIns: all.length,
    redeemed,
    notRedeemed,
    failed: decided === 0 ? null : notRedeemed / decided,
    medianMs: times[Math.floor((times.length - 1) / 2)] ?? null,
  };
}

/** Some time, and how many sign-ins of it ended how. */
export interface OutcomeBin {
  /** Epoch milliseconds, a whole second, to `to`. */
  readonly from: number;
  readonly to: number;
  readonly redeemed: number;
  readonly failed: number;
  readonly open: number;
}

const SECOND = 1000;

/** Sign-ins over time in at most so many equal stretches, from the first to `to`; none where there are no sign-ins. */
export function binsOf(signIns: readonly ToldSignIn[], to: number, most: number): OutcomeBin[] {
  const first = Math.min(...signIns.map(({ at }) => at));
  if (!Number.isFinite(first) || to <= first) return [];
  const from = Math.floor(first / SECOND) * SECOND;
  const width = Math.ceil((to - from) / most / SECOND) * SECOND;
  const bins = Array.from({ length: Math.ceil((to - from) / width) }, (_, index) => ({
    from: from + index * width,
    to: from + (index + 1) * width,
    redeemed: 0,
    failed: 0,
    open: 0,
  }));
  for (const { at, outcome } of signIns) {
    const bin = bins[Math.min(bins.length - 1, Math.floor((at - from) / width))];
    if (bin) bin[OUTCOME_TONES[outcome.word]] += 1;
  }
  return bins;
}
