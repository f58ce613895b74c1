/** A request that was sent before the console was there, and its answer. */
export interface EarlyAnswer {
  /** When it was sent, epoch milliseconds of the browser's clock. */
  sentAt: number;
  controller: AbortController;
  /** Rejects as `fetch` does. */
  answer: Promise<ReceivedAnswer>;
  /** Whether it is no failure, once it was received in full. Never rejects. */
  isGood: Promise<boolean>;
}

/** An answer whose headers are there, and whose body is on its way. */
interface ReceivedAnswer {
  response: Response;
  /** Rejects where it breaks off. */
  body: Promise<string>;
  /** When its headers arrived, epoch milliseconds of the browser's clock. */
  receivedAt: number;
}

declare global {
  /** The two scripts share no module: it would be one more file to wait for. */
  var grantlensEarlyAnswers: Map<string, EarlyAnswer> | undefined;
}

/** An answer that nobody asked for so long is not today's; milliseconds. */
const FRESH_MS = 20_000;

/**
 * Sends a request, a GET unless `init` says otherwise. The browser does not cache answers: they are current and personal
 * data.
 *
 * @throws as `fetch`
 */
export async function fetchAnswer(
  url: string,
  signal: AbortSignal,
  init?: RequestInit,
): Promise<ReceivedAnswer> {
  const response = await fetch(url, {
    headers: { Accept: "application/json" },
    // A redirect would lead to a login page at best.
    redirect: "manual",
    cache: "no-store",
    signal,
    ...init,
  });
  const body = response.text();
  // Told to who reads it, if anybody does.
  body.catch(() => {});
  return { response, body, receivedAt: Date.now() };
}

/** Asks for something before it is needed. */
export function askEarly(url: string): void {
  const controller = new AbortController();
  const sentAt = Date.now();
  const answer = fetchAnswer(url, controller.signal);
  const isGood = answer
    .then(({ response, body }) => body.then(() => response.ok))
    .catch(() => false);
  globalThis.grantlensEarlyAnswers ??= new Map();
  globalThis.grantlensEarlyAnswers.set(url, { sentAt, controller, answer, isGood });
}

/** What was asked early, to the first who asks for the same; undefined where that was something else. */
export function takeEarly(url: string): EarlyAnswer | undefined {
  const early = globalThis.grantlensEarlyAnswers?.get(url);
  if (early === undefined) return undefined;
  globalThis.grantlensEarlyAnswers?.delete(url);
  if (isFresh(early)) return early;
  early.controller.abort();
  return undefined;
}

/** Once a request failed, what was asked early and is not taken yet may be out of date when it is. */
export function forgetEarly(): void {
  globalThis.grantlensEarlyAnswers?.clear();
}

/** Whether the first of the early answers is recent, complete, and no failure, within that many milliseconds. */
export async function comesEarly(withinMs: number): Promise<boolean> {
  const [early] = globalThis.grantlensEarlyAnswers?.values() ?? [];
  if (early === undefined || !isFresh(early)) return false;
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, withinMs, false));
  return Promise.race([early.isGood, late]);
}

function isFresh({ sentAt }: EarlyAnswer): boolean {
  return Date.now() - sentAt < FRESH_MS;
}

/**
 * When the headers of a complete answer arrived, epoch milliseconds, as the browser noted it: a script is told only once
 * the console has been evaluated. Undefined where it noted nothing.
 */
export function arrivedAt({ url }: Response): number | undefined {
  const entry = performance.getEntriesByName(url, "resource").at(-1);
  const start = (entry as PerformanceResourceTiming | undefined)?.responseStart ?? 0;
  return start > 0 ? performance.timeOrigin + start : undefined;
}
