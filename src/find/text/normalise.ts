import { fold } from "./fold.ts";

/** A range of a text, in UTF-16 code units: from (inclusive) to (exclusive). */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

/** Characters that NFC may compose into one: a letter with its marks, or the parts of a Hangul syllable. */
const CLUSTER =
  /[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]?|\P{M}\p{M}*|\p{M}+/gu;

/**
 * Normalises a text for comparison: NFC, plain characters for those typed in their place (see `fold`), and upper case by
 * the rules of no language. Letters are capitalised one by
 * one, as a database does: `ß` does not become `SS`. So a composed text keeps its length, and offsets in it stay valid.
 */
export function normalise(text: string): string {
  const composed = fold(text.normalize("NFC"));
  const upper = composed.toUpperCase();
  if (upper.length === composed.length) return upper;
  return Array.from(composed, capitalise).join("");
}

function capitalise(letter: string): string {
  const upper = letter.toUpperCase();
  return upper.length === letter.length ? upper : letter;
}

/**
 * Finds words in a text, whatever their case and composition, for highlighting. The spans are sorted; those that touch
 * or overlap are merged.
 *
 * @param words normalised, see `normalise`; none of them empty.
 */
export function spansOf(text: string, words: readonly string[]): TextSpan[] {
  const normalised = normalise(text);
  const matches: TextSpan[] = [];
  for (const word of words) {
    for (let at = normalised.indexOf(word); at !== -1; at = normalised.indexOf(word, at + 1)) {
      matches.push({ from: at, to: at + word.length });
    }
  }
  if (matches.length === 0) return matches;
  const offsets = text === text.normalize("NFC") ? null : clusterOffsets(text);
  return merged(
    matches.map(({ from, to }) => {
      if (offsets === null) return wholeCharacters(text, from, to);
      return { from: offsets.starts[from] ?? 0, to: offsets.ends[to - 1] ?? text.length };
    }),
  );
}

/** For each code unit of the normalised text: where its cluster begins and ends in the original text. */
function clusterOffsets(text: string): { starts: number[]; ends: number[] } {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    for (let unit = normalise(cluster).length; unit > 0; unit -= 1) {
      starts.push(index);
      ends.push(index + cluster.length);
    }
  }
  return { starts, ends };
}

/** Widens a span so that it does not split a surrogate pair. */
function wholeCharacters(text: string, from: number, to: number): TextSpan {
  const splitsPair = (at: number) =>
    /[\udc00-\udfff]/.test(text[at] ?? "") && /[\ud800-\udbff]/.test(text[at - 1] ?? "");
  return { from: splitsPair(from) ? from - 1 : from, to: splitsPair(to) ? to + 1 : to };
}

function merged(spans: TextSpan[]): TextSpan[] {
  const result: TextSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.to) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    } else result.push(span);
  }
  return result;
}
