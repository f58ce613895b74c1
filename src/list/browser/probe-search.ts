import { getPage } from "../../api/endpoint.ts";
import type { RequestParams } from "../../api/list-request.ts";
import type { JsonValue } from "../../api/wire/json.ts";
import { badRow, type Row } from "../../api/wire/page.ts";
import type { SearchSupport } from "./search-probe.ts";

/** A word that occurs in no name, slug or identifier. Plain, so that no version parses it as several. */
const NO_MATCH = "zqxjgrantlensprobejxqz";

/** A list does not grow from empty to this many rows between two requests. */
const LONG = 20;

/** Whether the server honours `search` on the list at a path: see `searchProbeQuery`. @throws ApiError */
export async function probeSearch(
  path: string,
  isFull: ((row: JsonValue) => boolean) | undefined,
  signal: AbortSignal,
): Promise<SearchSupport> {
  const matching = async () => (await look(path, { search: NO_MATCH }, signal)).count;
  if ((await matching()) > 0) return "ignored";
  const { count, rows } = await look(path, {}, signal);
  if (count === 0) return "unknown";
  const isHonoured = count >= LONG || (await matching()) === 0;
  const isAll = isFull === undefined || rows.every(({ raw }) => isFull(raw));
  return isHonoured && isAll ? "honoured" : "ignored";
}

function look(path: string, params: RequestParams, signal: AbortSignal) {
  return getPage(path, { ...params, page_size: "1" }, unread, signal);
}

function unread(value: JsonValue): Row<never> {
  return badRow(value, []);
}
