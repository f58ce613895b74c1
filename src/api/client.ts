import { ApiError, withRequestId, type Failure } from "./failures.ts";
import { sendGet, type HttpAnswer } from "./transport.ts";
import { readFailure } from "./failure-answer.ts";
import { answeredAt, noteServerDate } from "./server-clock.ts";
import { isObject, type JsonValue } from "./wire/json.ts";
import { redact } from "./wire/redact.ts";

interface GetOptions {
  signal?: AbortSignal;
  /** `list` where a 404 means a page past the end; else it means that the object is not there. */
  of?: "list" | "object";
}

interface Got {
  /** Without secrets. */
  body: JsonValue;
  /** `X-authentik-id`, as in authentik's log. */
  requestId: string | null;
  /** The server's clock when it answered, epoch milliseconds. */
  asOf: number;
  /** The browser's clock when the answer was there, epoch milliseconds. */
  receivedAt: number;
  /** From request to answer, milliseconds. */
  tookMs: number;
}

/** Values a request leaves out when they are undefined. */
type GetParams = Readonly<Record<string, string | number | boolean | undefined>>;

const ME = "core/users/me/";

/**
 * Asks authentik for one thing.
 *
 * @param path below `/api/v3/`, segments encoded: `core/users/7/`. The trailing slash is added when missing, because
 *   without it authentik answers 404 in HTML.
 * @throws ApiError, and nothing else. "Forbidden" and "not found" are what the server says only after it said who is
 *   asking; when it does not know, the failure is "signed out".
 */
export async function get(
  path: string,
  params: GetParams = {},
  { signal, of = "object" }: GetOptions = {},
): Promise<Got> {
  const answer = await sendGet(apiUrl(path, params), signal);
  if (answer.ok && answer.json !== undefined) {
    // A page for people, or whatever else came in authentik's place, tells nothing of its clock.
    if (isObject(answer.json)) noteServerDate(answer.date, answer.sentAt, answer.receivedAt);
    return got(answer, answer.json);
  }
  const page = of === "list" ? Number(params["page"] ?? 1) : null;
  const failure = await confirmed(readFailure(answer, page), slashed(path), signal);
  const since =
    failure.kind === "not-found" ? { since: answeredAt(answer.date, answer.receivedAt) } : {};
  throw new ApiError(withRequestId({ ...failure, ...since }, answer.requestId));
}

/** A file beside the application itself, not of the API: no who-am-I, no redirects. */
export async function getOwnFile(name: string, signal?: AbortSignal): Promise<Got> {
  const answer = await sendGet(import.meta.env.BASE_URL + name, signal);
  if (answer.ok && answer.json !== undefined) return got(answer, answer.json);
  throw new ApiError(withRequestId(readFailure(answer, null), answer.requestId));
}

function got(answer: HttpAnswer, json: JsonValue): Got {
  const { requestId, date, sentAt, receivedAt } = answer;
  const asOf = answeredAt(date, receivedAt);
  return { body: redact(json), requestId, asOf, receivedAt, tookMs: receivedAt - sentAt };
}

function apiUrl(path: string, params: GetParams): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) query.append(name, String(value));
  }
  const search = query.size > 0 ? `?${query}` : "";
  return `${import.meta.env.BASE_URL}api/v3/${slashed(path)}${search}`;
}

function slashed(path: string): string {
  return path.endsWith("/") ? path : `${path}/`;
}

/**
 * A 403 is also what a signed-out request gets, and a 404 what it gets for a code or token: `core/users/me/` tells
 * which, and says 403 itself when nobody is signed in.
 */
async function confirmed(
  failure: Failure,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Failure> {
  if (failure.kind !== "forbidden" && failure.kind !== "not-found") return failure;
  if (path === ME) return failure.kind === "forbidden" ? { kind: "signed-out" } : failure;
  switch (await unlessAborted(whoIsAsking(), signal)) {
    case "somebody":
      return failure;
    case "nobody":
      return { kind: "signed-out" };
    case "token-refused":
      return { kind: "token-refused" };
    case "aborted":
      return { kind: "aborted" };
    case "unknown":
      return { ...failure, unconfirmed: true };
  }
}

type Asking = "somebody" | "nobody" | "token-refused" | "unknown";

let asking: Promise<Asking> | null = null;

/** One request for all failures in flight; the next failure asks anew, since one may sign in or out in between. */
function whoIsAsking(): Promise<Asking> {
  asking ??= askWho().finally(() => {
    asking = null;
  });
  return asking;
}

async function askWho(): Promise<Asking> {
  try {
    const answer = await sendGet(apiUrl(ME, {}));
    if (answer.ok)
      return isObject(answer.json) && isObject(answer.json["user"]) ? "somebody" : "unknown";
    const { kind } = readFailure(answer, null);
    if (kind === "token-refused") return kind;
    return kind === "forbidden" ? "nobody" : "unknown";
  } catch {
    return "unknown";
  }
}

/** The shared question goes on when one of those who wait for it gives up. */
function unlessAborted<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T | "aborted"> {
  if (!signal) return promise;
  if (signal.aborted) return Promise.resolve("aborted");
  return new Promise((resolve, reject) => {
    const give = () => resolve("aborted");
    signal.addEventListener("abort", give, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", give));
  });
}
