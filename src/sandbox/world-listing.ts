import type { AuthorizationCodeEntity } from "./model.ts";

/** A code with the time it is on the list: from `at` up to, not including, `gone` (epoch ms). */
export interface Listed {
  readonly at: number;
  readonly gone: number;
  /** It goes within seconds; any other goes at a clean-up. */
  readonly isRedeemed: boolean;
  readonly code: AuthorizationCodeEntity;
}

/**
 * The codes on the list at one moment, kept in two parts: those that will be redeemed are few and
 * leave all the time, the others are many and leave at clean-ups only. So a hundred thousand rows
 * need not be gone through each time one comes or goes.
 */
export class Listing {
  #coming: Listed[] = [];
  #flying: Listed[] = [];
  #resting: Listed[] = [];
  #restingCodes: AuthorizationCodeEntity[] = [];
  #nextCleanUp = Infinity;

  constructor(fixed: readonly Listed[]) {
    this.#rest(fixed);
  }

  /** To be called in order of minting. */
  add(entry: Listed): void {
    this.#coming.push(entry);
  }

  /** @returns the first moment at which the list changes again, if nothing is added */
  moveTo(now: number): number {
    let arrived = 0;
    for (const entry of this.#coming) {
      if (entry.at > now) break;
      arrived++;
      if (entry.isRedeemed) this.#flying.push(entry);
      else this.#settle(entry);
    }
    this.#coming = this.#coming.slice(arrived);
    this.#flying = this.#flying.filter((entry) => entry.gone > now);
    if (this.#nextCleanUp <= now) this.#rest(this.#resting.filter((entry) => entry.gone > now));
    let next = Math.min(this.#nextCleanUp, this.#coming[0]?.at ?? Infinity);
    for (const entry of this.#flying) next = Math.min(next, entry.gone);
    return next;
  }

  strike(pks: ReadonlySet<number>): void {
    this.#flying = this.#flying.filter((entry) => !pks.has(entry.code.pk));
    this.#rest(this.#resting.filter((entry) => !pks.has(entry.code.pk)));
  }

  /** A new array each time. */
  codes(): AuthorizationCodeEntity[] {
    return this.#restingCodes.concat(this.#flying.map((entry) => entry.code));
  }

  #rest(entries: readonly Listed[]): void {
    this.#resting = [];
    this.#restingCodes = [];
    this.#nextCleanUp = Infinity;
    for (const entry of entries) this.#settle(entry);
  }

  #settle(entry: Listed): void {
    this.#resting.push(entry);
    this.#restingCodes.push(entry.code);
    this.#nextCleanUp = Math.min(this.#nextCleanUp, entry.gone);
  }
}
