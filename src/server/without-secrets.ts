import type { JsonValue } from "../api/wire/json.ts";
import { redact } from "../api/wire/redact.ts";

/** Says to the page what became of its request on the way to authentik; see `api/failure-answer.ts`. */
export const FAILURE_HEADER = "X-Grantlens-Failure";

export type ProxyFailure =
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

/** Response headers that mean something to the page; all others stay here, cookies above all. */
const KEPT = [
  "allow",
  "content-language",
  "content-type",
  "date",
  "retry-after",
  "vary",
  "x-authentik-id",
];

/**
 * An answer of authentik as it may leave this process: JSON without its secrets, nothing of any other body (an error
 * page may quote what it was about), and only the headers that matter.
 *
 * @returns a 502 that says so when the body calls itself JSON and is not, or breaks off.
 * @throws DOMException when the request was given up meanwhile.
 */
export async function withoutSecrets(response: Response): Promise<Response> {
  const headers = new Headers({ "Cache-Control": "no-store" });
  for (const name of KEPT) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
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
    body = JSON.parse(await response.text()) as JsonValue;
  } catch (error) {
    // A time-out while the body came is a time-out, not nonsense.
    if (error instanceof DOMException) throw error;
    return failureAnswer("upstream-unreadable", 502, "The answer broke off or is no JSON.");
  }
  return new Response(JSON.stringify(redact(body)), { status, headers });
}
