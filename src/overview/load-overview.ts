import type { Selection } from "../api/list-answer.ts";
import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { Row } from "../api/wire/page.ts";
import type { Provider } from "../api/wire/provider.ts";
import { countBefore } from "../find/expiry/count-before.ts";
import type { FetchPage } from "../find/fetch-page.ts";
import { readRange } from "../find/expiry/read-range.ts";
import { applicationsOf, type Application } from "./applications.ts";
import { type Counted, firstOf, likelyLeast, lookAt, type Sample, samplePast } from "./sample.ts";
import { neverByProvider, type Totals, totalsOf } from "./totals.ts";

/** Rows past their time, and rows before it, that are read whole at most: five pages of 100 each. */
const MOST_READ = 500;
/** Pages overlap: so much of each can be relied on to be new. */
const NEW = 0.7;
/** So many rows a request, until larger pages were seen: a server's pages may be clamped to 20. */
const CLAMP = 20 * NEW;
/** Kept back while the rows are read: for finding their end anew, and for the applications. */
const KEPT_BACK = 6;
/** The same where each application has to be looked at afterwards. */
const KEPT_FOR_EACH = 16;
/** Requests of the whole first load, but for who-am-I, the version and up to six of the connections: 40 together. */
const BUDGET = 32;
/** What is older is not gone on with: its numbers would be of two times. */
const RESUMED_MS = 60_000;

/** A range of codes, read whole. */
interface Read {
  rows: readonly Row<AuthorizationCode>[];
  asOf: number;
  moved: boolean;
}

/** What has been found out so far; enough to go on from. */
export interface Findings {
  now: number;
  totals: Totals;
  /** The rows past their time; null when there are more than are read. */
  past?: Read | null;
  /** What was read of the rows past their time where these are too many. */
  sample?: Sample;
  /** Those before it; null when they are counted instead. */
  valid?: Read | null;
  /** null when they may not be listed, or could not be. */
  providers?: Selection<Provider> | null;
  /** Codes without end by provider; null when they could not all be read. */
  never?: ReadonlyMap<number, number> | null;
  counted: ReadonlyMap<number, Counted>;
}

export interface Overview {
  findings: Findings;
  /** Worst first; undefined before any is known. */
  applications: readonly Application[] | undefined;
  /** How many of them were not counted. */
  waiting: number;
  /** Nothing more is asked for it. */
  done: boolean;
  requests: number;
  /** All applications are wanted, whatever it costs. */
  all: boolean;
}

interface World {
  fetchPage: FetchPage<AuthorizationCode>;
  /** Those that can have codes, by name. */
  fetchProviders: () => Promise<Selection<Provider>>;
}

interface Options {
  /** The server's clock, epoch milliseconds. */
  now: number;
  /** The answer before. One that is not done is gone on with. */
  previous?: Overview | undefined;
  signal?: AbortSignal | undefined;
  onProgress: (overview: Overview) => void;
}

/**
 * Counts all codes by expiry, then reads those past their time where they are few, or else some of them; then those
 * before it where they are few; then, unless both were read, looks at each application's, worst first. Asks `BUDGET`
 * times at most, unless all applications are wanted.
 *
 * @throws ApiError of whichever request failed; what was found until then was told to `onProgress`.
 */
export async function loadOverview(
  { fetchPage, fetchProviders }: World,
  { now, previous, signal, onProgress }: Options,
): Promise<Overview> {
  const resumed =
    previous && !previous.done && now - previous.findings.now < RESUMED_MS ? previous : undefined;
  // Wanted once, and not each time that it is asked again by itself.
  const all = previous?.all === true && !previous.done;
  const stop = signal === undefined ? {} : { signal };
  let requests = 0;
  let rowsARequest = CLAMP;
  const asking: FetchPage<AuthorizationCode> = async (params) => {
    requests += 1;
    const answer = await fetchPage(params, signal);
    rowsARequest = Math.max(rowsARequest, Math.floor(answer.rows.length * NEW));
    return answer;
  };
  let findings: Findings;
  if (resumed) findings = resumed.findings;
  else {
    const hint = previous ? { hint: previous.findings.totals.seen } : {};
    const found = await countBefore(asking, {}, [now, Infinity], { ...hint, ...stop });
    findings = { now, totals: totalsOf(found), counted: new Map() };
  }
  const overview = (done: boolean): Overview => {
    const applications = applicationsOf(findings);
    const waiting = toCount().length;
    return { findings, applications, waiting, done, requests, all };
  };
  const learn = (more: Partial<Findings>) => {
    findings = { ...findings, ...more };
    onProgress(overview(false));
  };
  const left = () => BUDGET - requests;
  /** Worst first. */
  const toCount = (): number[] => {
    if (findings.past && findings.valid) return [];
    const pks = (applicationsOf(findings) ?? []).flatMap(({ pk }) => pk ?? []);
    return pks.filter((pk) => !findings.counted.has(pk));
  };

  const { totals } = findings;
  learn({});
  /** A range whole, or null where it has more rows than are read. @param back requests that are kept back. */
  async function readWhole(from: number, to: number, count: number, back: number) {
    if (count === 0) return { rows: [], asOf: totals.asOf, moved: false };
    if (count > Math.min(MOST_READ, (left() - back) * rowsARequest)) return null;
    const options = { cap: MOST_READ, hint: totals.seen, ...stop };
    const loaded = await readRange(asking, {}, { from, to }, options);
    const { rows, asOf, moved, done, capped } = loaded;
    return done && !capped ? { rows, asOf, moved } : null;
  }
  if (findings.past === undefined) {
    learn({ past: await readWhole(-Infinity, findings.now, totals.expired, KEPT_BACK) });
  }
  if (findings.past === null && findings.sample === undefined) {
    learn({ sample: await samplePast(asking, totals.expired, findings.now) });
  }
  if (findings.providers === undefined) {
    requests += 1;
    const providers = await fetchProviders().catch((error: unknown) => {
      // What was read says enough without the others' names.
      if (findings.past === null || signal?.aborted) throw error;
      return null;
    });
    learn({ providers });
  }
  if (findings.valid === undefined) {
    const back = findings.past === null ? KEPT_FOR_EACH : KEPT_BACK;
    learn({ valid: await readWhole(findings.now, Infinity, totals.valid, back) });
  }
  if (!(findings.past && findings.valid) && findings.never === undefined) {
    learn({ never: totals.never === 0 ? new Map() : await neverByProvider(asking, totals.never) });
  }

  const queue = toCount();
  const mayAsk = () => all || left() > 0;
  async function countNext(): Promise<void> {
    const pk = queue.shift();
    if (pk === undefined || !mayAsk()) return;
    const { sample, valid, now: at } = findings;
    const least = sample ? likelyLeast(pk, sample, totals.expired) : 0;
    const found =
      sample && !valid
        ? await lookAt(asking, pk, { least, now: at, mayAsk })
        : await firstOf(asking, pk, 1);
    if (found) learn({ counted: new Map(findings.counted).set(pk, found) });
    await countNext();
  }
  await Promise.all([countNext(), countNext()]);
  return overview(true);
}
