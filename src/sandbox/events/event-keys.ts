import { chanceAt } from "../world/random.ts";

/** Which event: the birth of the code with that index (`nth` 0), or its n-th failed redemption. */
export interface EventPlace {
  readonly index: number;
  readonly nth: number;
}

const QUESTION = { filler: 91, low: 92, high: 93, tail: 94 } as const;
const TWO_32 = 4_294_967_296;
const OFFSET = 32_768;

/** The uuid of an event. The place can be read back from it, so that an event is found without a search. */
export function eventKey(seed: number, { index, nth }: EventPlace): string {
  const filler = hashOf(seed, index * 16 + nth, QUESTION.filler);
  const high = (Math.floor(index / TWO_32) + OFFSET) * 16 + nth;
  const low = ((index % TWO_32) + TWO_32) % TWO_32;
  const a = hex(xor(low, hashOf(seed, filler, QUESTION.low)), 8);
  const r = hex(filler, 8);
  const b = hex(xor(high, hashOf(seed, filler, QUESTION.high) % 0x10_0000), 5);
  const f = hex(hashOf(seed, filler, QUESTION.tail), 8);
  const variant = "89ab".charAt(filler % 4);
  return `${a}-${r.slice(0, 4)}-4${b.slice(0, 3)}-${variant}${b.slice(3)}${f.slice(0, 1)}-${r.slice(4)}${f}`;
}

/** @returns null for a uuid that is not of such an event */
export function placeOfKey(seed: number, key: string): EventPlace | null {
  const digits = key.replaceAll("-", "");
  const read = (from: number, to: number): number => Number.parseInt(digits.slice(from, to), 16);
  const filler = Number.parseInt(digits.slice(8, 12) + digits.slice(20, 24), 16);
  const low = xor(read(0, 8), hashOf(seed, filler, QUESTION.low));
  const b = Number.parseInt(digits.slice(13, 16) + digits.slice(17, 19), 16);
  const high = xor(b, hashOf(seed, filler, QUESTION.high) % 0x10_0000);
  const place = { index: (Math.floor(high / 16) - OFFSET) * TWO_32 + low, nth: high % 16 };
  return eventKey(seed, place) === key ? place : null;
}

function hashOf(seed: number, index: number, question: number): number {
  return Math.floor(chanceAt(seed, index, question) * TWO_32);
}

function xor(one: number, other: number): number {
  return (one ^ other) >>> 0;
}

function hex(value: number, length: number): string {
  return value.toString(16).padStart(length, "0");
}
