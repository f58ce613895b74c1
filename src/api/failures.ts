/** What went wrong with a request. */
export type Failure = (
  | SignedOut
  /** `unconfirmed`: the who-am-I request failed, so it may be "signed-out" as well. */
  | { kind: "forbidden"; unconfirmed?: true }
  /**
   * Deleted, never existed, or another user's. `unconfirmed` as above. `since`: when it was found missing, server's
   * clock, epoch milliseconds.
   */
  | { kind: "not-found"; unconfirmed?: true; since?: number }
  /** The server rejected the request: messages by field, and general ones. */
  | { kind: "invalid"; fields: Record<string, string[]>; general: string[] }
  /** A page beyond the last one. */
  | { kind: "past-end" }
  /**
   * A fault of the server, or a status that this program does not expect. `retryAfterMs`: how long the server asks to
   * wait before a retry.
   */
  | { kind: "server"; status: number; retryAfterMs?: number }
  | { kind: "unreachable"; reason: UnreachableReason }
  /** `noPath`: a 404 that is not authentik's own, so that nothing is at this path. */
  | { kind: "unreadable"; what: UnreadableKind; noPath?: true }
  /** The process in between has a token which authentik does not accept. */
  | { kind: "token-refused" }
  | { kind: "aborted" }
) & {
  /** As in authentik's log; only for answers that carried one. */
  requestId?: string;
  /** For an object that was already missing before this failure: since when, as `since` of "not-found". */
  missedSince?: number;
};

interface SignedOut {
  kind: "signed-out";
  /** The process in between can send the person to authentik and back. */
  signIn?: true;
}

/**
 * `network`: no answer, or the connection broke off. `timeout`: no complete answer in time. The last three concern the
 * connection from the process in between to authentik.
 */
type UnreachableReason =
  | "offline"
  | "network"
  | "timeout"
  | "upstream"
  | "upstream-timeout"
  | "certificate";

/** `shape`: JSON, but not of this endpoint's shape. `redirect`: a redirect instead of an answer. */
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

/** `failure` with the request id, if there was one. */
export function withRequestId(failure: Failure, requestId: string | null): Failure {
  return requestId === null ? failure : { ...failure, requestId };
}

/** Whether authentik itself failed (500), not a proxy. A retry fails again: the cause can be one row, or a version. */
export function isFault(failure: Failure): boolean {
  return failure.kind === "server" && failure.status === 500;
}

/** The error for an answer of an unexpected shape. */
export function unreadableShape(requestId: string | null): ApiError {
  return new ApiError(withRequestId({ kind: "unreadable", what: "shape" }, requestId));
}

/**
 * The failure of any caught error. One that is neither an `ApiError` nor a cancellation was thrown while an answer was
 * processed, so it counts as unreadable.
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
