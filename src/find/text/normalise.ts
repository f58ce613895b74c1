/** A stretch of a text, in UTF-16 units. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

/** What composes into one character: a letter with its marks, or the parts of a Hangul syllable. */
const CLUSTER =
  /[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]?|\P{M}\p{M}*|\p{M}+/gu;

/**
 * A text as it is compared: composed, in capitals letter by letter as a database makes them (no `SS` of `ß`), in no
 * language in particular. A composed text keeps its length.
 */
export function normalise(text: string): string {
  const composed = text.normalize("NFC");
  const upper = composed.toUpperCase();
  if (upper.length === composed.length) return upper;
  return Array.from(composed, capital).join("");
}

function capital(letter: string): string {
  const upper = letter.toUpperCase();
  return upper.length === letter.length ? upper : letter;
}

/**
 * Where words stand in a text, whatever their case and composition: sorted, those that touch made one.
 *
 * @param wanted folded, see `fold`; none of them empty.
 */
export function spansOf(text: string, wanted: readonly string[]): TextSpan[] {
  const folded = normalise(text);
  const found: TextSpan[] = [];
  for (const word of wanted) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + 1)) {
      found.push({ from: at, to: at + word.length });
    }
  }
  if (found.length === 0) return found;
  const places = text === text.normalize("NFC") ? null : placesOf(text);
  return merged(
    found.map(({ from, to }) => {
      if (places === null) return wholeLetters(text, from, to);
      return { from: places.starts[from] ?? 0, to: places.ends[to - 1] ?? text.length };
    }),
  );
}

/** For each unit of the folded text, where in the text its cluster begins and ends. */
function placesOf(text: string): { starts: number[]; ends: number[] } {
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

/** Never half of a character beyond the first plane. */
function wholeLetters(text: string, from: number, to: number): TextSpan {
  const low = (at: number) =>
    /[\udc00-\udfff]/.test(text[at] ?? "") && /[\ud800-\udbff]/.test(text[at - 1] ?? "");
  return { from: low(from) ? from - 1 : from, to: low(to) ? to + 1 : to };
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
