import { splitInstant } from "./code-order-keys.ts";
import { AWAY, CodeTable, FLYING, RESTING } from "./code-table.ts";
import { CodeViews } from "./code-views.ts";
import type { Meter } from "./codes.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";

/** For how long a code is on the list: from `at` up to, not including, `gone` (epoch ms). */
export interface Stay {
  readonly at: number;
  readonly gone: number;
  /** It goes within seconds; any other goes at a clean-up. */
  readonly isRedeemed: boolean;
}

export interface Listed extends Stay {
  readonly code: AuthorizationCodeEntity;
}

/**
 * The codes on the list at one moment, in two parts: those that will be redeemed are few and leave
 * all the time, the others are many and leave at clean-ups only. So a million rows need not be gone
 * through each time one comes or goes.
 */
export class Listing {
  readonly table: CodeTable;
  readonly views: CodeViews;
  #flying: number[] = [];
  #nextCleanUp = Infinity;

  /** @param fixed in the order of their keys, which are below all others */
  constructor(fixed: readonly Listed[], meter?: Meter) {
    this.table = new CodeTable(meter);
    this.views = new CodeViews(this.table);
    for (const entry of fixed) this.add(entry.code, splitInstant(entry.code.expires), entry);
  }

  /** To be called in order of minting. */
  add(
    code: Pick<AuthorizationCodeEntity, "pk" | "provider" | "user">,
    expires: readonly [ms: number, micros: number],
    stay: Stay,
  ): void {
    this.table.add(code, expires, stay);
  }

  /** @returns the first moment at which the list changes again, if nothing is added */
  moveTo(now: number): number {
    const { table } = this;
    const { state, gone } = table;
    table.version++;
    for (; table.arrived < table.length; table.arrived++) {
      const row = table.arrived;
      if ((table.shown[row] as number) > now) break;
      if (state[row] === FLYING) this.#flying.push(row);
      else this.#nextCleanUp = Math.min(this.#nextCleanUp, gone[row] as number);
    }
    let next = Infinity;
    const stay: number[] = [];
    for (const row of this.#flying) {
      const leaves = gone[row] as number;
      if (leaves > now) {
        stay.push(row);
        if (leaves < next) next = leaves;
      } else state[row] = AWAY;
    }
    this.#flying = stay;
    if (this.#nextCleanUp <= now) {
      this.#leave((row) => state[row] === RESTING && (gone[row] as number) <= now);
    }
    if (table.arrived < table.length) next = Math.min(next, table.shown[table.arrived] as number);
    return Math.min(next, this.#nextCleanUp);
  }

  strike(pks: ReadonlySet<number>): void {
    this.#leave((row) => pks.has(this.table.pk[row] as number));
  }

  #leave(leaves: (row: number) => boolean): void {
    const { table } = this;
    for (let row = 0; row < table.arrived; row++) if (leaves(row)) table.state[row] = AWAY;
    table.clear();
    this.#flying = [];
    this.#nextCleanUp = Infinity;
    for (let row = 0; row < table.arrived; row++) {
      if (table.state[row] === FLYING) this.#flying.push(row);
      else this.#nextCleanUp = Math.min(this.#nextCleanUp, table.gone[row] as number);
    }
  }
}
