import {
  CONNECTION_TYPES,
  type ListStandings,
} from "../../api/endpoints/connections/connection-types.ts";
import { keys } from "../../api/keys.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import { crawl } from "../../find/crawl/crawl.ts";
import type { ReadResult } from "../../find/crawl/read-result.ts";
import type { ReadContext } from "../../list/browser/read-rows.ts";
import { readThrough } from "../../list/browser/read-through.ts";
import type { Listed, ListQuestion, Resource } from "../../list/resource.ts";

/**
 * `readThrough` as for any list, but type by type where there is no list of all: rows are read in the order of their
 * ids, which holds within a type only.
 *
 * @throws ApiError
 */
export function readThroughConnections<T extends Listed & { pk: number }>(
  resource: Resource<T>,
  context: ReadContext,
  question: ListQuestion,
): Promise<ListAnswer<T>> {
  const { client, signal } = context;
  const standings = () => client.getQueryData<ListStandings>(keys.lists(resource.name)) ?? {};
  return readThrough(resource, context, question, {
    async read(fetchPage, filters, options) {
      // Of one type.
      if (resource.params === undefined) return crawl(fetchPage, filters, options);
      const isTold = ({ all, ...types }: ListStandings) =>
        all === "listed" ||
        (all !== undefined &&
          Object.keys(types).length === CONNECTION_TYPES.length &&
          Object.values(types).includes("listed"));
      if (filters.type === undefined && !isTold(standings())) {
        await fetchPage({ filters, page_size: 1 }, signal);
      }
      const known = standings();
      if (filters.type !== undefined || (known.all ?? "listed") === "listed") {
        return crawl(fetchPage, filters, options);
      }
      // A reading that is resumed begins anew: these lists are short and cheap.
      const { cap, onProgress } = options;
      let all: ReadResult<T> | undefined;
      for (const type of CONNECTION_TYPES.filter((one) => known[one] === "listed")) {
        const before = all;
        all = joined(
          before,
          await crawl(
            fetchPage,
            { ...filters, type },
            {
              cap: cap - (before?.rows.length ?? 0),
              signal,
              onProgress: (part) => onProgress({ ...joined(before, part), done: false }),
            },
          ),
        );
        if (all.capped) break;
      }
      if (all === undefined) throw new Error("no list of connections can be read");
      return all;
    },
  });
}

/** Two readings as one. */
function joined<T>(one: ReadResult<T> | undefined, other: ReadResult<T>): ReadResult<T> {
  if (one === undefined) return other;
  return {
    rows: [...one.rows, ...other.rows],
    count: one.count + other.count,
    read: one.read + other.read,
    missing: one.missing + other.missing,
    done: one.done && other.done,
    capped: one.capped || other.capped,
    moved: one.moved || other.moved,
    asOf: one.asOf,
    receivedAt: other.receivedAt,
    requests: one.requests + other.requests,
  };
}
