/** A code from its minting to its end; times in epoch milliseconds. */
export interface CodeBirth {
  /** Its place in minting order, negative before the world's start. */
  readonly index: number;
  /** Key of a provider. */
  readonly provider: number;
  /** Key of a user. */
  readonly user: number;
  readonly minted: number;
  readonly expires: number;
  /** null if it is never redeemed. */
  readonly redeemed: number | null;
}

/** Every code that was or will ever be minted, whether it is still listed or not. */
export interface Births {
  /** An upper bound of codes minted per millisecond; 0 if none ever are. */
  readonly perMs: number;
  /** Every code minted at or after `time` (epoch milliseconds) has this index or a later one. */
  firstIndex(time: number): number;
  /** Every code minted at or before `time` (epoch milliseconds) has an earlier index. */
  endIndex(time: number): number;
  /** @returns null for an index without a code: one too many at the world's start */
  at(index: number): CodeBirth | null;
  /** The scopes of the code with that index, in the order that they are sent in. */
  scopesAt(index: number): readonly string[];
}
