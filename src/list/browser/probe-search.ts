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
  const standing = await probe(path, signal);
  if (standing !== "honoured" || isFull === undefined) return standing;
  const { rows } = await look(path, {}, signal);
  return rows.every(({ raw }) => isFull(raw)) ? standing : "ignored";
}

async function probe(path: string, signal: AbortSignal): Promise<SearchSupport> {
  const matching = () => count(path, { search: NO_MATCH }, signal);
  if ((await matching()) > 0) return "ignored";
  const listed = await count(path, {}, signal);
  if (listed === 0) return "unknown";
  return listed >= LONG || (await matching()) === 0 ? "honoured" : "ignored";
}

async function count(path: string, params: RequestParams, signal: AbortSignal): Promise<number> {
  return (await look(path, params, signal)).count;
}

function look(path: string, params: RequestParams, signal: AbortSignal) {
  return getPage(path, { ...params, page_size: "1" }, unread, signal);
}

function unread(value: JsonValue): Row<never> {
  return badRow(value, []);
}
