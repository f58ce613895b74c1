import type { Selection } from "../api/list-answer.ts";
import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { Provider } from "../api/wire/provider.ts";
import { countBefore } from "../find/expiry/count-before.ts";
import type { FetchPage } from "../find/fetch-page.ts";
import { readRange } from "../find/expiry/read-range.ts";
import { applicationsOf, type CountedApplication } from "./counted-applications.ts";
import { type Findings, findingsOf, type WholeRange } from "./findings.ts";
import { estimateLowerBound, fetchFirstCodes, probeProvider, samplePastExpiry } from "./sample.ts";
import { neverByProvider, totalsOf } from "./totals.ts";

/** A range of codes is read in full up to this many rows: five pages of 100. */
const MAX_ROWS = 500;
/** Pages overlap: the share of a page that is certainly new. */
const NEW_SHARE = 0.7;
/** Rows per request to count on until larger pages were seen: a server may clamp pages to 20. */
const MIN_ROWS_PER_REQUEST = 20 * NEW_SHARE;
/** Requests kept in reserve while rows are read: for finding the end of the range again, and for the applications. */
const RESERVE = 6;
/** The same where each application has to be looked at afterwards. */
const RESERVE_FOR_APPLICATIONS = 16;
/** Requests of one load. The page makes 40 at most: the others are the caller, the version and six for connections. */
const BUDGET = 32;
/** Older findings are not resumed: the numbers would belong to two different moments. */
const MAX_RESUME_AGE_MS = 60_000;

export interface Overview {
  findings: Findings;
  /** Worst first; undefined before any is known. */
  applications: readonly CountedApplication[] | undefined;
  /** How many applications were not counted. */
  uncounted: number;
  /** No more requests will be made. */
  done: boolean;
  requests: number;
  /** The user requested a count of all applications, beyond the budget. */
  countAll: boolean;
}

interface Fetchers {
  fetchPage: FetchPage<AuthorizationCode>;
  /** The providers that can have codes, by name. */
  fetchProviders: () => Promise<Selection<Provider>>;
}

interface LoadOptions {
  /** The server's clock, epoch milliseconds. */
  now: number;
  /** The result before this. If it is not done, it is resumed. */
  previous?: Overview | undefined;
  /** All codes, where they have been read already. */
  whole?: WholeRange | undefined;
  signal?: AbortSignal | undefined;
  onProgress: (overview: Overview) => void;
}

/**
 * Loads the overview in steps, each of which depends on how much there is to read:
 * 1. count all codes by expiry time;
 * 2. read the codes past their expiry time, or a sample where there are too many;
 * 3. list the providers, and read the valid codes where they are few;
 * 4. unless all codes were read, look at each application's own codes, worst first.
 *
 * Makes at most `BUDGET` requests unless all applications are to be counted.
 *
 * @throws ApiError of the request that failed. `onProgress` had what was known until then.
 */
export async function loadOverview(
  { fetchPage, fetchProviders }: Fetchers,
  { now, previous, whole, signal, onProgress }: LoadOptions,
): Promise<Overview> {
  const resumed =
    previous && !previous.done && now - previous.findings.now < MAX_RESUME_AGE_MS
      ? previous
      : undefined;
  // Applies to one load. A later refresh keeps to the budget again.
  const countAll = previous?.countAll === true && !previous.done;
  const cancel = signal === undefined ? {} : { signal };
  let requests = 0;
  let rowsPerRequest = MIN_ROWS_PER_REQUEST;
  const countedFetch: FetchPage<AuthorizationCode> = async (params) => {
    requests += 1;
    const answer = await fetchPage(params, signal);
    rowsPerRequest = Math.max(rowsPerRequest, Math.floor(answer.rows.length * NEW_SHARE));
    return answer;
  };
  let findings: Findings;
  if (whole) findings = findingsOf(whole);
  else if (resumed) findings = resumed.findings;
  else {
    const earlier = previous ? { knownPoints: previous.findings.totals.knownPoints } : {};
    const counts = await countBefore(countedFetch, {}, [now, Infinity], { ...earlier, ...cancel });
    findings = { now, totals: totalsOf(counts), counted: new Map() };
  }
  const overview = (done: boolean): Overview => {
    const applications = applicationsOf(findings);
    const uncounted = uncountedProviders().length;
    return { findings, applications, uncounted, done, requests, countAll };
  };
  const update = (more: Partial<Findings>) => {
    findings = { ...findings, ...more };
    onProgress(overview(false));
  };
  const remaining = () => BUDGET - requests;
  /** Worst first. */
  const uncountedProviders = (): number[] => {
    if (findings.past && findings.valid) return [];
    const pks = (applicationsOf(findings) ?? []).flatMap(({ pk }) => pk ?? []);
    return pks.filter((pk) => !findings.counted.has(pk));
  };

  const { totals } = findings;
  update({});
  /** Reads a range in full; null if it has too many rows for that, or for the budget less the reserve. */
  async function readWhole(from: number, to: number, count: number, reserve: number) {
    if (count === 0) return { rows: [], asOf: totals.asOf, moved: false };
    if (count > Math.min(MAX_ROWS, (remaining() - reserve) * rowsPerRequest)) return null;
    const options = { cap: MAX_ROWS, knownPoints: totals.knownPoints, ...cancel };
    const result = await readRange(countedFetch, {}, { from, to }, options);
    const { rows, asOf, moved, done, capped } = result;
    return done && !capped ? { rows, asOf, moved } : null;
  }
  if (findings.past === undefined) {
    update({ past: await readWhole(-Infinity, findings.now, totals.expired, RESERVE) });
  }
  if (findings.past === null && findings.sample === undefined) {
    update({ sample: await samplePastExpiry(countedFetch, totals.expired, findings.now) });
  }
  if (findings.providers === undefined) {
    requests += 1;
    const providers = await fetchProviders().catch((error: unknown) => {
      // If all past codes were read, they name their providers: the list of all providers is not needed.
      if (findings.past === null || signal?.aborted) throw error;
      return null;
    });
    update({ providers });
  }
  if (findings.valid === undefined) {
    const reserve = findings.past === null ? RESERVE_FOR_APPLICATIONS : RESERVE;
    update({ valid: await readWhole(findings.now, Infinity, totals.valid, reserve) });
  }
  if (!(findings.past && findings.valid) && findings.never === undefined) {
    const { never } = totals;
    update({ never: never === 0 ? new Map() : await neverByProvider(countedFetch, never) });
  }

  const queue = uncountedProviders();
  const mayAsk = () => countAll || remaining() > 0;
  async function countNext(): Promise<void> {
    const pk = queue.shift();
    if (pk === undefined || !mayAsk()) return;
    const { sample, valid, now } = findings;
    const lowerBound = sample ? estimateLowerBound(pk, sample, totals.expired) : 0;
    const count =
      sample && !valid
        ? await probeProvider(countedFetch, pk, { lowerBound, now, mayAsk })
        : await fetchFirstCodes(countedFetch, pk, 1);
    if (count) update({ counted: new Map(findings.counted).set(pk, count) });
    await countNext();
  }
  await Promise.all([countNext(), countNext()]);
  return overview(true);
}
