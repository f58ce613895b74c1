import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";
import { splitInstant } from "./code-order-keys.ts";
import { CodeTable, TO_BE_CLEANED_UP, TO_BE_REDEEMED, UNLISTED } from "./code-table.ts";
import { CodeViews } from "./code-views.ts";
import type { StepCounter } from "./codes.ts";

/** When a code is listed: `from` (inclusive) to `until` (exclusive), in epoch milliseconds. */
interface ListingTimes {
  readonly from: number;
  readonly until: number;
  /** It will be redeemed within seconds; any other code is removed by a clean-up. */
  readonly isRedeemed: boolean;
}

export interface ScheduledCode extends ListingTimes {
  readonly code: AuthorizationCodeEntity;
}

/**
 * Moves a table of codes through time: codes appear and leave at their listing times. Codes that
 * will be redeemed are few and leave all the time; the others are many and leave at clean-ups only.
 * They are tracked separately, so that a million rows need not be scanned each time one leaves.
 */
export class CodeTimetable {
  readonly table: CodeTable;
  readonly views: CodeViews;
  #toBeRedeemed: number[] = [];
  #nextCleanUp = Infinity;

  /** @param fixed in key order; their keys are below all others */
  constructor(fixed: readonly ScheduledCode[], stepCounter?: StepCounter) {
    this.table = new CodeTable(stepCounter);
    this.views = new CodeViews(this.table);
    for (const entry of fixed) this.add(entry.code, splitInstant(entry.code.expires), entry);
  }

  /** Must be called in minting order. */
  add(
    code: Pick<AuthorizationCodeEntity, "pk" | "provider" | "user">,
    expires: readonly [ms: number, micros: number],
    times: ListingTimes,
  ): void {
    this.table.add(code, expires, times);
  }

  /** @returns when the list changes next, unless codes are added */
  moveTo(now: number): number {
    const { table } = this;
    const { state, until } = table;
    table.version++;
    for (; table.listedEnd < table.length; table.listedEnd++) {
      const row = table.listedEnd;
      if ((table.from[row] as number) > now) break;
      if (state[row] === TO_BE_REDEEMED) this.#toBeRedeemed.push(row);
      else this.#nextCleanUp = Math.min(this.#nextCleanUp, until[row] as number);
    }
    let next = Infinity;
    const remaining: number[] = [];
    for (const row of this.#toBeRedeemed) {
      const leaves = until[row] as number;
      if (leaves > now) {
        remaining.push(row);
        if (leaves < next) next = leaves;
      } else state[row] = UNLISTED;
    }
    this.#toBeRedeemed = remaining;
    if (this.#nextCleanUp <= now) {
      this.#removeRows((row) => state[row] === TO_BE_CLEANED_UP && (until[row] as number) <= now);
    }
    if (table.listedEnd < table.length)
      next = Math.min(next, table.from[table.listedEnd] as number);
    return Math.min(next, this.#nextCleanUp);
  }

  remove(pks: ReadonlySet<number>): void {
    this.#removeRows((row) => pks.has(this.table.pk[row] as number));
  }

  #removeRows(leaves: (row: number) => boolean): void {
    const { table } = this;
    for (let row = 0; row < table.listedEnd; row++) if (leaves(row)) table.state[row] = UNLISTED;
    table.compact();
    this.#toBeRedeemed = [];
    this.#nextCleanUp = Infinity;
    for (let row = 0; row < table.listedEnd; row++) {
      if (table.state[row] === TO_BE_REDEEMED) this.#toBeRedeemed.push(row);
      else this.#nextCleanUp = Math.min(this.#nextCleanUp, table.until[row] as number);
    }
  }
}
