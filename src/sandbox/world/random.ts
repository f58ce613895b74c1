/** Reproducible pseudorandom numbers. Not for secrets. */
export interface Random {
  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** An integer from 0 (inclusive) to `below` (exclusive). */
  int(below: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** A version 4 UUID in lower case. */
  uuid(): string;
  hex(length: number): string;
  /** Letters and digits, like the client IDs that authentik generates. */
  token(length: number): string;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/**
 * Independent streams from one seed, so that an additional user does not change every provider.
 * The generator is mulberry32, seeded with a hash of seed and stream.
 */
export function createRandom(seed: number, stream: string): Random {
  let state = scramble(seed);
  for (const char of stream) state = scramble(state ^ (char.codePointAt(0) ?? 0));

  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    return toUnit(mulberry(state));
  }
  function int(below: number): number {
    return Math.floor(next() * below);
  }
  function hex(length: number): string {
    let text = "";
    while (text.length < length) text += int(16).toString(16);
    return text;
  }

  return {
    next,
    int,
    hex,
    chance: (probability) => next() < probability,
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new Error("nothing to pick from");
      return list[int(list.length)] as T;
    },
    uuid() {
      const variant = "89ab".charAt(int(4));
      return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
    },
    token(length) {
      let text = "";
      while (text.length < length) text += LETTERS.charAt(int(LETTERS.length));
      return text;
    },
  };
}

/**
 * A random number from 0 (inclusive) to 1 (exclusive) that depends on seed, index and question only, not
 * on earlier calls: what happens to a code must not depend on how often the list was requested.
 */
export function chanceAt(seed: number, index: number, question: number): number {
  // An index may be negative or exceed 32 bits, so both halves are mixed in.
  const high = Math.floor(index / 4294967296);
  return toUnit(scramble(scramble(scramble(seed ^ question) ^ high) ^ (index | 0)));
}

function scramble(value: number): number {
  return mulberry((value + 0x6d2b79f5) | 0);
}

function mulberry(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 15), value | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return mixed ^ (mixed >>> 14);
}

function toUnit(value: number): number {
  return (value >>> 0) / 4294967296;
}
