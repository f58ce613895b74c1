import type { CodeColumns } from "./code-order-keys.ts";
import type { StepCounter } from "./codes.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";

/** The states of a row. No longer listed; a row not listed yet has one of the other states, see `listedEnd`. */
export const UNLISTED = 0;
/** Listed, and will be redeemed within seconds. */
export const TO_BE_REDEEMED = 1;
/** Listed until a clean-up removes it, if one ever does. */
export const TO_BE_CLEANED_UP = 2;

/** In `newRows`: the row was removed. */
export const REMOVED = 0xffff_ffff;

/**
 * Codes in columns, because a million objects would take too long to create and to sort. Rows are
 * added in `pk` order and become listed later; `compact` drops those that are no longer listed.
 */
export class CodeTable implements CodeColumns {
  readonly stepCounter: StepCounter;
  pk = new Float64Array(64);
  provider = new Int32Array(64);
  user = new Int32Array(64);
  ms = new Float64Array(64);
  micros = new Uint16Array(64);
  /** `UNLISTED`, `TO_BE_REDEEMED` or `TO_BE_CLEANED_UP`. */
  state = new Uint8Array(64);
  /** When the row is listed: `from` (inclusive) to `until` (exclusive), in epoch milliseconds. */
  from = new Float64Array(64);
  until = new Float64Array(64);
  /** The number of rows, including unlisted ones. */
  length = 0;
  /** Rows from here on have not been listed yet. */
  listedEnd = 0;
  /** Incremented whenever other rows may be listed. */
  version = 0;
  /** Incremented by `compact`; `newRows` maps each earlier row, and the end of the rows, to its new index. */
  compactions = 0;
  newRows = new Uint32Array(0);

  constructor(stepCounter: StepCounter = { steps: 0 }) {
    this.stepCounter = stepCounter;
  }

  add(
    row: Pick<AuthorizationCodeEntity, "pk" | "provider" | "user">,
    expires: readonly [ms: number, micros: number],
    times: { readonly from: number; readonly until: number; readonly isRedeemed: boolean },
  ): void {
    if (this.length === this.pk.length) this.#resize(this.length * 2);
    const index = this.length++;
    this.pk[index] = row.pk;
    this.provider[index] = row.provider;
    this.user[index] = row.user;
    this.ms[index] = expires[0];
    this.micros[index] = expires[1];
    this.from[index] = times.from;
    this.until[index] = times.until;
    this.state[index] = times.isRedeemed ? TO_BE_REDEEMED : TO_BE_CLEANED_UP;
  }

  /** The listed row with that key, or -1. */
  find(pk: number): number {
    let low = 0;
    let high = this.listedEnd;
    while (low < high) {
      const middle = (low + high) >>> 1;
      this.stepCounter.steps++;
      if ((this.pk[middle] as number) < pk) low = middle + 1;
      else high = middle;
    }
    return low < this.listedEnd && this.pk[low] === pk && this.state[low] !== UNLISTED ? low : -1;
  }

  /** Drops the rows that are no longer listed. */
  compact(): void {
    const { length, state, listedEnd } = this;
    const newRows = new Uint32Array(length + 1).fill(REMOVED);
    let kept = 0;
    for (let row = 0; row < length; row++) {
      if (row === listedEnd) this.listedEnd = kept;
      if (state[row] === UNLISTED) continue;
      newRows[row] = kept;
      if (kept !== row) {
        this.pk[kept] = this.pk[row] as number;
        this.provider[kept] = this.provider[row] as number;
        this.user[kept] = this.user[row] as number;
        this.ms[kept] = this.ms[row] as number;
        this.micros[kept] = this.micros[row] as number;
        this.from[kept] = this.from[row] as number;
        this.until[kept] = this.until[row] as number;
        state[kept] = state[row] as number;
      }
      kept++;
    }
    if (listedEnd >= length) this.listedEnd = kept;
    newRows[length] = kept;
    this.length = kept;
    this.newRows = newRows;
    this.compactions++;
    this.version++;
  }

  #resize(size: number): void {
    this.pk = grown(this.pk, new Float64Array(size));
    this.provider = grown(this.provider, new Int32Array(size));
    this.user = grown(this.user, new Int32Array(size));
    this.ms = grown(this.ms, new Float64Array(size));
    this.micros = grown(this.micros, new Uint16Array(size));
    this.state = grown(this.state, new Uint8Array(size));
    this.from = grown(this.from, new Float64Array(size));
    this.until = grown(this.until, new Float64Array(size));
  }
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
