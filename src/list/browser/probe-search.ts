import { NO_MATCH } from "../../early/no-match.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import type { ListRequest } from "../../api/list-request.ts";
import type { JsonValue } from "../../api/wire/json.ts";
import type { SearchSupport } from "./search-probe.ts";

/** A list does not grow from empty to this many rows between two requests. */
const LONG = 20;

type Ask = (asked: ListRequest) => Promise<ListAnswer<unknown>>;

/** Whether the server honours `search` on a list: see `searchProbeQuery`. @throws ApiError */
export async function probeSearch(
  ask: Ask,
  isFull: ((row: JsonValue) => boolean) | undefined,
): Promise<SearchSupport> {
  const matching = async () => (await look(ask, NO_MATCH)).count;
  if ((await matching()) > 0) return "ignored";
  const { count, rows } = await look(ask);
  if (count === 0) return "unknown";
  const isHonoured = count >= LONG || (await matching()) === 0;
  const isAll = isFull === undefined || rows.every(({ raw }) => isFull(raw));
  return isHonoured && isAll ? "honoured" : "ignored";
}

function look(ask: Ask, search = "") {
  return ask({ search, page_size: 1, filters: {} });
}
