import type { Failure } from "./failures.ts";
import type { HttpAnswer } from "./transport.ts";
import { isObject, type JsonValue } from "./wire/json.ts";
import { redact } from "./wire/redact.ts";

/**
 * What an answer that is of no use says, before anybody asked who is signed in. Goes by status, by the marker of the
 * process in between and by the body's form; never by its words, which authentik translates.
 *
 * @param page the page asked for; null when no list was asked for.
 */
export function readFailure(answer: HttpAnswer, page: number | null): Failure {
  const marked = answer.marker === null ? undefined : MARKED[answer.marker];
  if (marked) return marked;
  const { status } = answer;
  if (answer.redirect) return { kind: "unreadable", what: "redirect" };
  if (answer.ok) return { kind: "unreadable", what: answer.html ? "html" : "json" };
  if (status === 400) return readRefusal(answer.json);
  // authentik never says 401, but a proxy in front of it may.
  if (status === 401 || status === 403) return { kind: "forbidden" };
  if (status === 404) return notFound(answer, page);
  const { retryAfterMs } = answer;
  return { kind: "server", status, ...(retryAfterMs !== null && { retryAfterMs }) };
}

/** What the process in between says in `X-Grantlens-Failure`. */
const MARKED: Readonly<Record<string, Failure | undefined>> = {
  "token-refused": { kind: "token-refused" },
  "upstream-unreachable": { kind: "unreachable", reason: "upstream" },
  "upstream-timeout": { kind: "unreachable", reason: "upstream-timeout" },
  "upstream-certificate": { kind: "unreachable", reason: "certificate" },
  "upstream-redirect": { kind: "unreadable", what: "redirect" },
  "upstream-unreadable": { kind: "unreadable", what: "json" },
};

/** authentik's own 404 is JSON; another one, mostly HTML, means that the path leads to no API at all. */
function notFound(answer: HttpAnswer, page: number | null): Failure {
  if (answer.json === undefined) return { kind: "unreadable", what: answer.html ? "html" : "json" };
  if (page === null) return { kind: "not-found" };
  // There always is a first page.
  return page === 1 ? { kind: "server", status: 404 } : { kind: "past-end" };
}

/** Nobody reads more messages than this, and no page holds millions. */
const MOST_MESSAGES = 50;

/** A 400's body is `{"field": ["…"]}`, `{"detail": "…"}`, or a bare list of texts. It may quote what it refused. */
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

/** The first texts in a value, however deep it hides them. */
function textsOf(value: JsonValue | undefined, depth = 0): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || depth > 8) return [];
  return Object.values(value)
    .slice(0, MOST_MESSAGES)
    .flatMap((item) => textsOf(item, depth + 1))
    .slice(0, MOST_MESSAGES);
}
