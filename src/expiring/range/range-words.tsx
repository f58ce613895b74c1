import { rangeWords } from "./moment-words.ts";

interface RangeWordsProps {
  /** Moments in canonical form. */
  after: string | undefined;
  before: string | undefined;
  /** The server's clock, epoch milliseconds. */
  now: number | undefined;
}

/** The range in words. */
export function RangeWords({ after, before, now }: RangeWordsProps) {
  return rangeWords(after, before, now);
}
