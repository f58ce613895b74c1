import type { QueryKey } from "@tanstack/react-query";
import type { ListAnswer } from "../api/list-answer.ts";
import { serverNow } from "../api/server-clock.ts";
import type { Row } from "../api/wire/page.ts";
import { fold } from "../find/fold.ts";
import type { Loaded } from "../find/load.ts";
import { matcher, type Searched } from "../find/match.ts";
import type { SearchTerm } from "../find/search-text.ts";
import { type ReadContext, readWhole } from "./read-whole.ts";

/** What is read through, and how. */
export interface Scan<T> {
  /** Names the rows that are read, whatever is searched for in them. */
  rowsKey: QueryKey;
  /** How many rows are read at first, and how many more each time one goes on. */
  bound: number;
  read: (options: {
    cap: number;
    signal: AbortSignal;
    onProgress: (loaded: Loaded<T>) => void;
    resume?: Loaded<T>;
  }) => Promise<Loaded<T>>;
  /** It can be read on where it ended. */
  resumes: boolean;
  /** What the program looks for: the terms that the server has not been asked for. */
  terms: readonly SearchTerm[];
  textsOf: (value: T) => Searched;
  /** What the search could not look at, in a sentence. */
  note?: string | undefined;
}

/** Rows read through a moment ago, for the next words. */
interface Known<T> {
  loaded: Loaded<T> | null;
  cap: number;
}

/** So long, milliseconds, rows that were read through for other words are good enough for the next. */
const YOUNG_MS = 20_000;

/**
 * Reads a list through for what is searched, up to a bound, and publishes hits as they come. What was read for other
 * words a moment ago is not read again; a reading that was stopped, or ended at its bound, goes on where it ended.
 *
 * @throws ApiError
 */
export async function scan<T>(context: ReadContext, what: Scan<T>): Promise<ListAnswer<T>> {
  const { client, queryKey } = context;
  const knownKey = ["scan", what.rowsKey];
  const known = client.getQueryData<Known<T>>(knownKey);
  const before = client.getQueryData<ListAnswer<T>>(queryKey)?.found;
  const cap = known?.cap ?? what.bound;
  const earlier = known?.loaded;
  const matches = rowMatcher(what);

  const keep = (loaded: Loaded<T>) => {
    client.setQueryData<Known<T>>(knownKey, { loaded, cap });
  };
  const hits = (loaded: Loaded<T>): Loaded<T> => ({
    ...loaded,
    rows: loaded.rows.filter(matches),
  });
  const answer = await readWhole<T>(
    context,
    { how: "scan", cap },
    async ({ signal, onProgress }) => {
      const young = earlier ? serverNow() - earlier.asOf < YOUNG_MS : false;
      const whole = earlier?.done && (!earlier.capped || earlier.read >= cap);
      // Asked again although it was whole: then it is wanted fresh.
      if (earlier && whole && young && before?.done !== true) return hits(earlier);
      const goesOn = earlier && !whole && (young || before !== undefined) && what.resumes;
      const loaded = await what.read({
        cap,
        signal,
        onProgress(part) {
          keep(part);
          onProgress(hits(part));
        },
        ...(goesOn && { resume: earlier }),
      });
      keep(loaded);
      return hits(loaded);
    },
  );
  const { found } = answer;
  if (found === undefined) return answer;
  const goOn = () => {
    client.setQueryData<Known<T>>(knownKey, (was) => ({
      loaded: was?.loaded ?? null,
      cap: found.read + what.bound,
    }));
  };
  return {
    ...answer,
    found: { ...found, ...(found.capped && { goOn }), ...(what.note && { note: what.note }) },
  };
}

/** Each row is looked at once. Of one that could not be read, what came is looked through as text. */
function rowMatcher<T>({ terms, textsOf }: Scan<T>): (row: Row<T>) => boolean {
  const match = matcher(terms);
  const words = terms.filter(({ field }) => field !== "status").map(({ text }) => fold(text));
  const known = new WeakMap<Row<T>, boolean>();
  function look(row: Row<T>): boolean {
    if (row.readable) return match(textsOf(row.value));
    const text = fold(JSON.stringify(row.raw));
    return words.every((word) => text.includes(word));
  }
  return (row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const is = look(row);
    known.set(row, is);
    return is;
  };
}
