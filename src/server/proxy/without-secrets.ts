import type { JsonValue } from "../../api/wire/json.ts";
import { redact, WITHHELD } from "../../api/wire/redact.ts";
import { readBounded, TooLong } from "./read-bounded.ts";

/** Tells the page how its request failed on the way to authentik; see `api/failure-answer.ts`. */
const FAILURE_HEADER = "X-Grantlens-Failure";

type ProxyFailure =
  | "signed-out"
  | "token-refused"
  | "change-refused"
  | "upstream-unreachable"
  | "upstream-timeout"
  | "upstream-certificate"
  | "upstream-redirect"
  | "upstream-unreadable";

/** An error answer of this process itself, in authentik's format. */
export function failureAnswer(failure: ProxyFailure, status: number, detail: string): Response {
  return Response.json(
    { detail },
    { status, headers: { [FAILURE_HEADER]: failure, "Cache-Control": "no-store" } },
  );
}

/**
 * Response headers that the page may get, each with its format; all others are dropped, above all cookies. A value of
 * another format may be anything, even a secret.
 */
const KEPT: Readonly<Record<string, RegExp>> = {
  allow: /^[A-Z, ]{1,80}$/,
  "content-language": /^[A-Za-z, -]{1,80}$/,
  "content-type": /^[\w.+-]+\/[\w.+-]+(?:; ?charset="?[\w-]+"?)?$/,
  date: /^[A-Za-z]{3}, \d\d [A-Za-z]{3} \d{4} \d\d:\d\d:\d\d GMT$/,
  "retry-after": /^(?:\d{1,9}|[A-Za-z]{3}, \d\d [A-Za-z]{3} \d{4} \d\d:\d\d:\d\d GMT)$/,
  vary: /^[A-Za-z, *-]{1,200}$/,
  "x-authentik-id": /^[0-9a-f-]{1,64}$/i,
};

/**
 * Redacts an answer of authentik before it leaves this process: JSON without its secrets, nothing of any other body (an
 * error page may quote the data it is about), and only the `KEPT` headers.
 *
 * @param token removed wherever it occurs, since a server may echo what it was sent.
 * @returns a 502 with the reason when the body claims to be JSON and is not, or is too long.
 * @throws what reading the body throws when it breaks off or is aborted.
 */
export async function withoutSecrets(response: Response, token?: string): Promise<Response> {
  const headers = new Headers({ "Cache-Control": "no-store" });
  for (const [name, form] of Object.entries(KEPT)) {
    const value = response.headers.get(name);
    if (value !== null && form.test(value) && !isToken(value, token)) headers.set(name, value);
  }
  const { status } = response;
  if (response.body === null || status === 204 || status === 205 || status === 304) {
    return new Response(null, { status, headers });
  }
  const type = response.headers.get("content-type") ?? "";
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    await response.body.cancel();
    const text = type.startsWith("text/html") ? "<!-- left out by Grantlens -->" : "";
    return new Response(text, { status, headers });
  }
  let body: JsonValue;
  try {
    body = JSON.parse(await readBounded(response.body)) as JsonValue;
  } catch (error) {
    // A time-out or a lost connection while reading the body does not make it unreadable JSON.
    if (!(error instanceof SyntaxError || error instanceof TooLong)) throw error;
    const why = error instanceof TooLong ? "The answer is too long." : "The answer is not JSON.";
    return failureAnswer("upstream-unreadable", 502, why);
  }
  const text = JSON.stringify(redact(body));
  return new Response(withoutToken(text, token), { status, headers });
}

/** The shortest token that is looked for: a real one has sixty characters, a short one would match other words. */
const SHORTEST_TOKEN = 8;

function isToken(value: string, token = ""): boolean {
  return token.length >= SHORTEST_TOKEN && value.includes(token);
}

/** A JSON text, with the token withheld in all of its strings. */
function withoutToken(text: string, token = ""): string {
  if (token.length < SHORTEST_TOKEN) return text;
  return text.replaceAll(JSON.stringify(token).slice(1, -1), WITHHELD);
}
