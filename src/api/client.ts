import { basePath, hostPath } from "../base-path.ts";
import { ApiError, withRequestId, type Failure } from "./failures.ts";
import { sendRequest, type HttpAnswer } from "./transport.ts";
import { readFailure } from "./failure-answer.ts";
import { answeredAt, noteServerDate } from "./server-clock.ts";
import { isObject, type JsonValue } from "./wire/json.ts";
import { redact } from "./wire/redact.ts";

interface GetOptions {
  signal?: AbortSignal;
  /** `list`: a 404 means a page past the end. `object`: it means that the object does not exist. */
  of?: "list" | "object";
}

interface Got {
  /** Without secrets. */
  body: JsonValue;
  /** `X-authentik-id`, as in authentik's log. */
  requestId: string | null;
  /** The server's clock when it answered, epoch milliseconds. */
  asOf: number;
  /** The browser's clock when the answer's headers arrived, epoch milliseconds. */
  receivedAt: number;
  /** From the request to the answer's headers, milliseconds. */
  tookMs: number;
}

/** Query parameters; undefined ones are left out. */
type GetParams = Readonly<Record<string, string | number | boolean | undefined>>;

const ME = "core/users/me/";

/**
 * Sends one GET request to authentik's API.
 *
 * @param path below `/api/v3/`, segments encoded: `core/users/7/`. The trailing slash is added when missing, because
 *   without it authentik answers 404 in HTML.
 * @throws ApiError, and nothing else. "Forbidden" and "not found" are confirmed by `core/users/me/`, or marked as
 *   `unconfirmed`; when nobody is signed in, the failure is "signed-out".
 */
export async function get(
  path: string,
  params: GetParams = {},
  { signal, of = "object" }: GetOptions = {},
): Promise<Got> {
  const answer = await sendRequest(apiUrl(path, params), signal);
  if (answer.ok && answer.json !== undefined) {
    // Other JSON does not come from authentik, so its `Date` says nothing about authentik's clock.
    if (isObject(answer.json)) noteServerDate(answer.date, answer.sentAt, answer.receivedAt);
    return got(answer, answer.json);
  }
  const page = of === "list" ? Number(params["page"] ?? 1) : null;
  const failure = await confirmed(readFailure(answer, page), slashed(path), signal);
  const since =
    failure.kind === "not-found" ? { since: answeredAt(answer.date, answer.receivedAt) } : {};
  throw new ApiError(withRequestId({ ...failure, ...since }, answer.requestId));
}

function got(answer: HttpAnswer, json: JsonValue): Got {
  const { requestId, date, sentAt, receivedAt } = answer;
  const asOf = answeredAt(date, receivedAt);
  return { body: redact(json), requestId, asOf, receivedAt, tookMs: receivedAt - sentAt };
}

/** The address of a path below `/api/v3/`. */
export function apiUrl(path: string, params: GetParams): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) query.append(name, String(value));
  }
  const search = query.size > 0 ? `?${query}` : "";
  return `${hostPath() ?? basePath()}api/v3/${slashed(path)}${search}`;
}

function slashed(path: string): string {
  return path.endsWith("/") ? path : `${path}/`;
}

/**
 * Confirms a 403 or 404 by `core/users/me/`: a signed-out request gets a 403, too, and a 404 for a code or token. That
 * endpoint itself answers 403 when nobody is signed in.
 */
export async function confirmed(
  failure: Failure,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Failure> {
  if (failure.kind !== "forbidden" && failure.kind !== "not-found") return failure;
  if (path === ME) return failure.kind === "forbidden" ? { kind: "signed-out" } : failure;
  const who = await unlessAborted(whoIsAsking(), signal);
  if (who === "somebody") return failure;
  if (who === "unknown") return { ...failure, unconfirmed: true };
  return who === "aborted" ? { kind: who } : who;
}

/** A failure: nobody is signed in, or nobody could be with the token. */
type Asking = "somebody" | "unknown" | Failure;

let asking: Promise<Asking> | null = null;

/** One request, shared by all failures in flight. A later one sends another, since the user may sign in or out. */
function whoIsAsking(): Promise<Asking> {
  asking ??= askWho().finally(() => {
    asking = null;
  });
  return asking;
}

async function askWho(): Promise<Asking> {
  try {
    const answer = await sendRequest(apiUrl(ME, {}));
    if (answer.ok)
      return isObject(answer.json) && isObject(answer.json["user"]) ? "somebody" : "unknown";
    const failure = readFailure(answer, null);
    const { kind } = failure;
    if (kind === "forbidden") return { kind: "signed-out" };
    return kind === "token-refused" || kind === "signed-out" ? failure : "unknown";
  } catch {
    return "unknown";
  }
}

/** "aborted" on an abort signal; the shared promise goes on for the others that await it. */
function unlessAborted<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T | "aborted"> {
  if (!signal) return promise;
  if (signal.aborted) return Promise.resolve("aborted");
  return new Promise((resolve, reject) => {
    const give = () => resolve("aborted");
    signal.addEventListener("abort", give, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", give));
  });
}
