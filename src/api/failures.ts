/** What went wrong with a request. */
export type Failure = (
  | { kind: "signed-out" }
  /** `unconfirmed`: who-am-I could not be asked, so it may be signed-out as well. */
  | { kind: "forbidden"; unconfirmed?: true }
  /**
   * Deleted, never there, or somebody else's. `unconfirmed` as above. `since`: when it was first not there, by the
   * server's clock, epoch milliseconds.
   */
  | { kind: "not-found"; unconfirmed?: true; since?: number }
  /** The server refused what was asked: by field, and what it says of the whole. */
  | { kind: "invalid"; fields: Record<string, string[]>; general: string[] }
  /** A page beyond the last one. */
  | { kind: "past-end" }
  /**
   * The server's own fault, or an answer it should not give to this program. `retryAfterMs`: it asks to be left alone
   * for so long.
   */
  | { kind: "server"; status: number; retryAfterMs?: number }
  | { kind: "unreachable"; reason: UnreachableReason }
  | { kind: "unreadable"; what: UnreadableKind }
  /** The process in between has a token which authentik does not accept. */
  | { kind: "token-refused" }
  | { kind: "aborted" }
) & {
  /** As in authentik's log; only for answers that carried one. */
  requestId?: string;
  /** Of an object that was not there before this failure either: since when, as `since` of "not-found". */
  missedSince?: number;
};

/**
 * `network`: nothing came back, or it broke off. `timeout`: no whole answer in time. The other three concern the way
 * from the process in between to authentik.
 */
type UnreachableReason =
  | "offline"
  | "network"
  | "timeout"
  | "upstream"
  | "upstream-timeout"
  | "certificate";

/** `shape`: JSON, but not what this endpoint answers. `redirect`: it sent elsewhere instead of answering. */
type UnreadableKind = "html" | "json" | "shape" | "redirect";

/** Thrown by everything in `src/api`. */
export class ApiError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(`API request failed: ${failure.kind}`, options);
    this.name = "ApiError";
    this.failure = failure;
  }
}

/** `failure` with the request id it happened under, when there was one. */
export function withRequestId(failure: Failure, requestId: string | null): Failure {
  return requestId === null ? failure : { ...failure, requestId };
}

/** A fault in authentik itself, which comes again: one row can be the cause, or a version. Nothing in front of it. */
export function isFault(failure: Failure): boolean {
  return failure.kind === "server" && failure.status === 500;
}

/** The answer came, but says nothing this program can use. */
export function unreadableShape(requestId: string | null): ApiError {
  return new ApiError(withRequestId({ kind: "unreadable", what: "shape" }, requestId));
}

/**
 * The failure behind anything caught. What this program did not throw itself is either a cancellation or a fault while
 * making sense of an answer, so it counts as unreadable.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof ApiError) return error.failure;
  const name = error instanceof Error ? error.name : "";
  if (name === "AbortError" || isCancelled(error)) return { kind: "aborted" };
  return { kind: "unreadable", what: "shape" };
}

/** TanStack Query's own error for a query that was cancelled. */
function isCancelled(error: unknown): boolean {
  return typeof error === "object" && error !== null && "revert" in error && "silent" in error;
}
