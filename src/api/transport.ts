import { arrivedAt, fetchAnswer, forgetEarly, takeEarly } from "../early/early-answer.ts";
import { ApiError, withRequestId, type Failure } from "./failures.ts";
import type { JsonValue } from "./wire/json.ts";

/** One HTTP answer with its complete body. */
export interface HttpAnswer {
  /** 2xx */
  ok: boolean;
  status: number;
  /** A redirect, which is not followed. */
  redirect: boolean;
  /** undefined: the text is not JSON. */
  json: JsonValue | undefined;
  /** Looks like an HTML page. */
  html: boolean;
  /** The header in which the process between browser and authentik reports its own failure. */
  marker: string | null;
  requestId: string | null;
  /** `Retry-After`: how long the server asks to wait. */
  retryAfterMs: number | null;
  /** The `Date` header; not used for the server clock before it is known who answered. */
  date: string | null;
  /** The browser's clock when the request was sent and when the answer's headers arrived, epoch milliseconds. */
  sentAt: number;
  receivedAt: number;
}

/** A page of 100 codes takes authentik more than a second, under load several. */
const TIMEOUT_MS = 30_000;

/**
 * Sends one request, unless that was done before the console was there; headers and body must arrive within 30 s.
 *
 * @param init for anything but a GET: method and all headers.
 * @throws ApiError when there is no complete answer: aborted, offline, timed out, connection failed or broken.
 */
export async function sendRequest(
  url: string,
  signal?: AbortSignal,
  init?: RequestInit,
): Promise<HttpAnswer> {
  if (signal?.aborted) throw new ApiError({ kind: "aborted" });
  const early = takeEarly(url);
  const controller = early?.controller ?? new AbortController();
  const abort = () => controller.abort();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    abort();
  }, TIMEOUT_MS);
  signal?.addEventListener("abort", abort, { once: true });
  let requestId: string | null = null;
  try {
    const sentAt = early?.sentAt ?? Date.now();
    const received = early?.answer ?? fetchAnswer(url, controller.signal, init);
    const { response, body, receivedAt: toldAt } = await received;
    const date = response.headers.get("Date");
    requestId = response.headers.get("X-authentik-id");
    noteSession(response.headers.get("X-Grantlens-Session"));
    const text = await body;
    if (!response.ok) forgetEarly();
    const noted = early && arrivedAt(response);
    const receivedAt = Math.max(sentAt, Math.min(toldAt, noted ?? toldAt));
    return {
      ok: response.ok,
      status: response.status,
      redirect:
        response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400),
      json: parse(text),
      html: isHtml(response, text),
      marker: response.headers.get("X-Grantlens-Failure"),
      requestId,
      retryAfterMs: readRetryAfter(response.headers.get("Retry-After"), date),
      date,
      sentAt,
      receivedAt,
    };
  } catch (error) {
    forgetEarly();
    const failure = signal?.aborted ? ABORTED : timedOut ? TIMED_OUT : unreachable();
    throw new ApiError(withRequestId(failure, requestId), { cause: error });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

let session: string | null = null;

/** Somebody else has signed in, in another tab: nothing that is on screen or in the cache is theirs. */
function noteSession(name: string | null): void {
  if (name === null || name === session) return;
  if (session !== null) location.reload();
  session = name;
}

const ABORTED: Failure = { kind: "aborted" };
const TIMED_OUT: Failure = { kind: "unreachable", reason: "timeout" };

/** `navigator.onLine` is reliable only when false. */
function unreachable(): Failure {
  const offline = typeof navigator !== "undefined" && navigator.onLine === false;
  return { kind: "unreachable", reason: offline ? "offline" : "network" };
}

/** `Retry-After` as milliseconds; the header has seconds, or a date by the server's clock. */
function readRetryAfter(value: string | null, date: string | null): number | null {
  if (value === null) return null;
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - Date.parse(date ?? "");
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function isHtml(response: Response, text: string): boolean {
  const type = response.headers.get("Content-Type") ?? "";
  return /\bhtml\b/i.test(type) || /^\s*</.test(text);
}
