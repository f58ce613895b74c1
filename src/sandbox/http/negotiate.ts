import { errorDetail } from "./answer.ts";
import type { Language } from "./messages.ts";
import { lastOf } from "./query-params.ts";

/**
 * The API speaks only JSON, and rejects any other format before it checks the method.
 * @throws ErrorAnswer 404 for another `format`, 406 for an `Accept` without JSON
 */
export function negotiate(query: URLSearchParams, accept: string | null, language: Language): void {
  const format = lastOf(query, "format") ?? "";
  if (format !== "" && format !== "json") throw errorDetail(404, "not-found", language);
  const ranges = (accept ?? "*/*").split(",").map((range) => range.split(";")[0]?.trim() ?? "");
  const isAcceptable = ranges.some((range) => ACCEPTABLE.has(range.toLowerCase()));
  if (!isAcceptable) throw errorDetail(406, "not-acceptable", language);
}

const ACCEPTABLE: ReadonlySet<string> = new Set(["application/json", "application/*", "*/*"]);
