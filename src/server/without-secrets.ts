import type { JsonValue } from "../api/wire/json.ts";
import { redact, WITHHELD } from "../api/wire/redact.ts";
import { readBounded, TooLong } from "./read-bounded.ts";

/** Says to the page what became of its request on the way to authentik; see `api/failure-answer.ts`. */
const FAILURE_HEADER = "X-Grantlens-Failure";

type ProxyFailure =
  | "token-refused"
  | "upstream-unreachable"
  | "upstream-timeout"
  | "upstream-certificate"
  | "upstream-redirect"
  | "upstream-unreadable";

/** An answer of this process itself, in authentik's manner. */
export function failureAnswer(failure: ProxyFailure, status: number, detail: string): Response {
  return Response.json(
    { detail },
    { status, headers: { [FAILURE_HEADER]: failure, "Cache-Control": "no-store" } },
  );
}

/**
 * Response headers that mean something to the page, each in the form it has; all others stay here, cookies above all.
 * A value of another form may be anything, a secret too.
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
 * An answer of authentik as it may leave this process: JSON without its secrets, nothing of any other body (an error
 * page may quote what it was about), and only the headers that matter.
 *
 * @param token that must not leave either, wherever it stands: what is sent to a server may come back from it.
 * @returns a 502 that says so when the body calls itself JSON and is not, or has no end.
 * @throws what reading the body throws when it breaks off or is given up.
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
    // What kept the body from coming whole, a time-out or a lost connection, is no nonsense of its own.
    if (!(error instanceof SyntaxError || error instanceof TooLong)) throw error;
    const why = error instanceof TooLong ? "The answer is too long." : "The answer is no JSON.";
    return failureAnswer("upstream-unreadable", 502, why);
  }
  const text = JSON.stringify(redact(body));
  return new Response(withoutToken(text, token), { status, headers });
}

/** A real one has sixty characters; what is as short as this would be found in words that are no secret. */
const SHORTEST_TOKEN = 8;

function isToken(value: string, token = ""): boolean {
  return token.length >= SHORTEST_TOKEN && value.includes(token);
}

/** A text of JSON, without the token inside any of its texts. */
function withoutToken(text: string, token = ""): string {
  if (token.length < SHORTEST_TOKEN) return text;
  return text.replaceAll(JSON.stringify(token).slice(1, -1), WITHHELD);
}
