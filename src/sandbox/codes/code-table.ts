import type { CodeColumns } from "./code-order-keys.ts";
import type { Meter } from "./codes.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";

/** A row that is not there: not yet, or no longer. */
export const AWAY = 0;
/** A row that will leave within seconds. */
export const FLYING = 1;
/** A row that leaves when the table is cleaned, if ever. */
export const RESTING = 2;

/** Where a row is that was taken away. */
export const NOWHERE = 0xffff_ffff;

/**
 * Codes in columns: a million objects would take too long to make and to sort. Rows are added in
 * the order of their pk, and are shown from `show` on; `clear` takes away what is no longer there.
 */
export class CodeTable implements CodeColumns {
  readonly meter: Meter;
  pk = new Float64Array(64);
  provider = new Int32Array(64);
  user = new Int32Array(64);
  ms = new Float64Array(64);
  micros = new Uint16Array(64);
  /** AWAY, FLYING or RESTING. */
  state = new Uint8Array(64);
  /** When the row is shown, and when it leaves; epoch milliseconds. */
  shown = new Float64Array(64);
  gone = new Float64Array(64);
  /** How many rows there are, those that are away included. */
  length = 0;
  /** Rows from here on were not shown yet. */
  arrived = 0;
  /** Goes up with every change. */
  version = 0;
  /** Goes up with every `clear`; `moved` tells where the rows of the generation before, and their end, are now. */
  generation = 0;
  moved = new Uint32Array(0);

  constructor(meter: Meter = { steps: 0 }) {
    this.meter = meter;
  }

  add(
    row: Pick<AuthorizationCodeEntity, "pk" | "provider" | "user">,
    expires: readonly [ms: number, micros: number],
    stay: { readonly at: number; readonly gone: number; readonly isRedeemed: boolean },
  ): void {
    if (this.length === this.pk.length) this.#resize(this.length * 2);
    const index = this.length++;
    this.pk[index] = row.pk;
    this.provider[index] = row.provider;
    this.user[index] = row.user;
    this.ms[index] = expires[0];
    this.micros[index] = expires[1];
    this.shown[index] = stay.at;
    this.gone[index] = stay.gone;
    this.state[index] = stay.isRedeemed ? FLYING : RESTING;
  }

  /** The row with that key, or -1. */
  find(pk: number): number {
    let low = 0;
    let high = this.arrived;
    while (low < high) {
      const middle = (low + high) >>> 1;
      this.meter.steps++;
      if ((this.pk[middle] as number) < pk) low = middle + 1;
      else high = middle;
    }
    return low < this.arrived && this.pk[low] === pk && this.state[low] !== AWAY ? low : -1;
  }

  /** Takes away the rows that are AWAY though they were shown. */
  clear(): void {
    const { length, state, arrived } = this;
    const moved = new Uint32Array(length + 1).fill(NOWHERE);
    let kept = 0;
    for (let row = 0; row < length; row++) {
      if (row === arrived) this.arrived = kept;
      if (state[row] === AWAY) continue;
      moved[row] = kept;
      if (kept !== row) {
        this.pk[kept] = this.pk[row] as number;
        this.provider[kept] = this.provider[row] as number;
        this.user[kept] = this.user[row] as number;
        this.ms[kept] = this.ms[row] as number;
        this.micros[kept] = this.micros[row] as number;
        this.shown[kept] = this.shown[row] as number;
        this.gone[kept] = this.gone[row] as number;
        state[kept] = state[row] as number;
      }
      kept++;
    }
    if (arrived >= length) this.arrived = kept;
    moved[length] = kept;
    this.length = kept;
    this.moved = moved;
    this.generation++;
    this.version++;
  }

  #resize(size: number): void {
    this.pk = grown(this.pk, new Float64Array(size));
    this.provider = grown(this.provider, new Int32Array(size));
    this.user = grown(this.user, new Int32Array(size));
    this.ms = grown(this.ms, new Float64Array(size));
    this.micros = grown(this.micros, new Uint16Array(size));
    this.state = grown(this.state, new Uint8Array(size));
    this.shown = grown(this.shown, new Float64Array(size));
    this.gone = grown(this.gone, new Float64Array(size));
  }
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
