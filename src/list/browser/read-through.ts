import type { QueryClient } from "@tanstack/react-query";
import { failureOf } from "../../api/failures.ts";
import { keys } from "../../api/keys.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import type { ListRequest, ServerFilters } from "../../api/list-request.ts";
import type { Row } from "../../api/wire/page.ts";
import { crawl } from "../../find/crawl/crawl.ts";
import type { ReadResult } from "../../find/crawl/read-result.ts";
import type { FetchPage } from "../../find/fetch-page.ts";
import { fold } from "../../find/text/fold.ts";
import { isPlainWord, parseSearch, type SearchTerm } from "../../find/text/parse-search.ts";
import type { Listed, ListQuestion, Resource } from "../resource.ts";
import type { Exclusions } from "../state/list-state.ts";
import type { ReadContext } from "./read-rows.ts";
import { readResultOf, nothingFound } from "./scan-answer.ts";
import { type Scan, scan } from "./scan.ts";
import { lookUpNames, missingNamesNote, type Names, searchableTexts } from "./search-names.ts";

type ReadOptions<T> = Parameters<Scan<T>["read"]>[0];

/** Overrides for a list that is not scanned from its first row to its last. */
interface ThroughOptions<T> {
  /** Added to the query key of the rows read, beside the server's filters. */
  key?: unknown;
  read?: (
    fetchPage: FetchPage<T>,
    filters: ServerFilters,
    options: ReadOptions<T>,
  ) => Promise<ReadResult<T>>;
  /** How many rows are read at first, and each time that is resumed, unless that is the resource's own number. */
  bound?: number;
  /** The terms on states that match a row, such as "status:valid". */
  statesOf?: (row: T) => readonly string[];
  /** Whether a row that was fetched by its id would have been among the rows read. */
  holds?: (row: Row<T>) => boolean;
  /** Which rows were not looked at, in a sentence. */
  note?: string | undefined;
}

/**
 * All rows that match a search and are not excluded, found in the browser: the list is narrowed by server filters where
 * that is exact, then scanned together with the names behind its ids.
 *
 * @param question with `scan`: the server's own search is not used.
 * @throws ApiError
 */
export async function readThrough<T extends Listed>(
  resource: Resource<T>,
  context: ReadContext,
  question: Omit<ListQuestion, "page" | "page_size" | "sort">,
  { key, read = crawl, bound = resource.readBound, statesOf, holds, note }: ThroughOptions<T> = {},
): Promise<ListAnswer<T>> {
  const { client, signal } = context;
  const { name, endpoint, searchFields } = resource;
  const { terms } = parseSearch(question.search, searchFields);
  if (terms.length === 0 && question.search) {
    return nothingFound("None of this can be searched for.");
  }
  const words = question.scan ? [] : terms.filter(isPlainWord);
  const rest = terms.filter((term) => !words.includes(term));
  const names = await lookUpNames(client, resource, rest);
  signal.throwIfAborted();
  const filters = await narrowed(client, resource, rest, names, question.server);
  signal.throwIfAborted();
  const search = words.map((term) => term.text).join(" ");
  const fetchPage = (asked: ListRequest, given?: AbortSignal) =>
    endpoint.fetchPage(search === "" ? asked : { ...asked, search }, given, client);
  // Where the server searches for words as well, the id alone does not decide what matches.
  const [id] = words.length === 0 ? rest.filter(({ field, not }) => field === "id" && !not) : [];
  return scan(context, {
    rowsKey: keys.readRows(name, "scan", filters, key, search, id?.text),
    bound,
    terms: rest,
    textsOf: (row) => ({
      texts: searchableTexts(resource, row, names),
      ...(statesOf && { states: statesOf(row) }),
    }),
    keeps: question.exclude === null ? undefined : keepsOthers(resource, question.exclude),
    async read(options) {
      const pk = id ? endpoint.readPk(id.text) : null;
      const rows = pk !== null && (await rowById(context, resource, pk, filters));
      if (!rows) return read(fetchPage, filters, options);
      return readResultOf(holds ? rows.filter(holds) : rows);
    },
    note: [note, missingNamesNote(resource, rest, names)].filter(Boolean).join(" ") || undefined,
  });
}

/** A predicate: the row refers to no excluded object. A reference that could not be read counts as none. */
export function keepsOthers<T extends Listed>({ relations }: Resource<T>, exclude: Exclusions) {
  const excluded = relations.flatMap(({ relation, idOf }) => {
    const ids = exclude[relation.name];
    return ids ? [{ idOf, ids: new Set(ids) }] : [];
  });
  return (row: T): boolean => excluded.every(({ idOf, ids }) => !ids.has(idOf(row)));
}

/** The server's filters, plus a filter for each `user:`, `provider:` … that can mean only one object. */
async function narrowed<T extends Listed>(
  client: QueryClient,
  { relations }: Resource<T>,
  terms: readonly SearchTerm[],
  names: Names,
  server: ServerFilters,
): Promise<ServerFilters> {
  const found = await Promise.all(
    relations.map(async ({ relation: { name, param, onlyParam } }) => {
      // authentik does not fold characters: its one match need not be the only one.
      const term = terms.find(
        ({ field, not, text }) => field === name && !not && fold(text) === text,
      );
      if (term === undefined || server[param] !== undefined) return {};
      // With some names unknown there may be other matches; a failed look-up is not repeated here.
      if ((names[name]?.lacking ?? "none") !== "none") return {};
      try {
        const value = await onlyParam(client, term.text);
        return value === null ? {} : { [param]: value };
      } catch {
        // Names cannot be looked up: scan without this filter.
        return {};
      }
    }),
  );
  return Object.assign({}, server, ...found);
}

/** Fetches a row by its id and applies the filters to it; null where the row lacks the values to filter by. */
async function rowById<T extends Listed>(
  { client, signal }: ReadContext,
  { endpoint, relations }: Resource<T>,
  pk: number | string,
  filters: ServerFilters,
): Promise<Row<T>[] | null> {
  try {
    const { value, problems } = await client.query(endpoint.objectQuery(pk));
    signal.throwIfAborted();
    const values = relations.flatMap(({ relation: { param, paramOf }, idOf, objectIn }) => {
      const wanted = filters[param];
      return wanted === undefined
        ? []
        : [{ wanted, given: paramOf(idOf(value), objectIn(value) ?? undefined) }];
    });
    const told = new Set<string>(relations.map(({ relation: { param } }) => param));
    // A row does not tell of other filters, like the type of its source.
    if (Object.keys(filters).some((param) => !told.has(param))) return null;
    if (values.some(({ given }) => given === "")) return null;
    const row: Row<T> = { readable: true, value, problems, raw: value.raw };
    return values.every(({ wanted, given }) => wanted === given) ? [row] : [];
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === "not-found" && !failure.unconfirmed) return [];
    throw error;
  }
}
