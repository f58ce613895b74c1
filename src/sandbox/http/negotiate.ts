import { detail } from "./answer.ts";
import type { Language } from "./messages.ts";
import { lastOf } from "./query-params.ts";

/**
 * The API speaks JSON only. Asked for anything else it refuses, before it looks at the method.
 * @throws Refusal 404 for another `format`, 406 for an `Accept` without JSON
 */
export function negotiate(query: URLSearchParams, accept: string | null, language: Language): void {
  const format = lastOf(query, "format") ?? "";
  if (format !== "" && format !== "json") throw detail(404, "not-found", language);
  const ranges = (accept ?? "*/*").split(",").map((range) => range.split(";")[0]?.trim() ?? "");
  const acceptable = ranges.some((range) => ACCEPTABLE.has(range.toLowerCase()));
  if (!acceptable) throw detail(406, "not-acceptable", language);
}

const ACCEPTABLE: ReadonlySet<string> = new Set(["application/json", "application/*", "*/*"]);
