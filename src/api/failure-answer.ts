import type { Failure } from "./failures.ts";
import type { HttpAnswer } from "./transport.ts";
import { isObject, type JsonValue } from "./wire/json.ts";
import { redact } from "./wire/redact.ts";

/**
 * The failure that an answer means, not yet confirmed by who-am-I. Derived from the status, the marker header of the
 * process in between, and the body's format; never from its text, which authentik translates.
 *
 * @param page the requested page of a list; null for other requests.
 */
export function readFailure(answer: HttpAnswer, page: number | null): Failure {
  const marked = answer.marker === null ? undefined : MARKED[answer.marker];
  if (marked) return marked;
  const { status } = answer;
  if (answer.redirect) return { kind: "unreadable", what: "redirect" };
  if (answer.ok) return { kind: "unreadable", what: answer.html ? "html" : "json" };
  if (status === 400) return readRefusal(answer.json);
  if (status === 401 || status === 403) {
    // authentik's own refusals are JSON: a page is of a firewall or a proxy in front of it.
    return answer.html ? { kind: "unreadable", what: "html" } : { kind: "forbidden" };
  }
  if (status === 404) return notFound(answer, page);
  const { retryAfterMs } = answer;
  return { kind: "server", status, ...(retryAfterMs !== null && { retryAfterMs }) };
}

/** The failures that the process in between reports in `X-Grantlens-Failure`. */
const MARKED: Readonly<Record<string, Failure | undefined>> = {
  "signed-out": { kind: "signed-out", signIn: true },
  "token-refused": { kind: "token-refused" },
  "upstream-unreachable": { kind: "unreachable", reason: "upstream" },
  "upstream-timeout": { kind: "unreachable", reason: "upstream-timeout" },
  "upstream-certificate": { kind: "unreachable", reason: "certificate" },
  "upstream-redirect": { kind: "unreadable", what: "redirect" },
  "upstream-unreadable": { kind: "unreadable", what: "json" },
};

/** authentik's own 404 is JSON. Any other, usually HTML, means that the path is not that of an API. */
function notFound(answer: HttpAnswer, page: number | null): Failure {
  if (answer.json === undefined)
    return { kind: "unreadable", what: answer.html ? "html" : "json", noPath: true };
  if (page === null) return { kind: "not-found" };
  // Page 1 always exists: a 404 for it is the server's fault.
  return page === 1 ? { kind: "server", status: 404 } : { kind: "past-end" };
}

/** The most messages that are shown, since a body may have millions. */
const MOST_MESSAGES = 50;

/** A 400's body is `{"field": ["…"]}`, `{"detail": "…"}`, or a bare list of texts. Redacted, as it may quote input. */
function readRefusal(json: JsonValue | undefined): Failure {
  const body = json === undefined ? undefined : redact(json);
  const fields: Record<string, string[]> = Object.create(null);
  if (!isObject(body)) return { kind: "invalid", fields, general: textsOf(body) };
  const general: string[] = [];
  for (const [name, value] of Object.entries(body).slice(0, MOST_MESSAGES)) {
    if (name === "detail" || name === "non_field_errors") general.push(...textsOf(value));
    else fields[name] = textsOf(value);
  }
  return { kind: "invalid", fields: { ...fields }, general };
}

/** The first texts in a value, also in nested ones. */
function textsOf(value: JsonValue | undefined, depth = 0): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || depth > 8) return [];
  return Object.values(value)
    .slice(0, MOST_MESSAGES)
    .flatMap((item) => textsOf(item, depth + 1))
    .slice(0, MOST_MESSAGES);
}
