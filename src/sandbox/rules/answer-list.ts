/** The rules that all lists share: filters, ordering, search, pagination. */
import { ErrorAnswer, ServerFault, errorDetail, type Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { readFilters, type Filter, type AppliedFilters } from "./read-filters.ts";
import type { Json, JsonFields } from "../http/json-fields.ts";
import { message } from "../http/messages.ts";
import { comparing, keyOf, orderingTerms, pageRows, type SortColumns } from "./ordering.ts";
import { pageOf } from "./page-bounds.ts";
import { lastOf } from "../http/query-params.ts";
import { matches, searchTerms } from "./search-terms.ts";

/** The rows that pass the filters, in order. */
export interface OrderedRows<Row> {
  readonly count: number;
  /** Rows from `from` (zero-based) up to but not including `to`. */
  page(from: number, to: number): readonly Row[];
}

/** For row sets too large to scan for each response. */
interface IndexedRows<Row> {
  /** @param numbers the values of the numeric filters; such a list has no other filters */
  select(numbers: AppliedFilters<Row>["numbers"], order: readonly string[]): OrderedRows<Row>;
}

export interface ListRules<Row> {
  /** @param owner the key of the only user whose rows are visible; null: everyone's are */
  rows(call: Call, owner: number | null): readonly Row[] | IndexedRows<Row>;
  readonly filters: readonly Filter<Row>[];
  /** The keys that `ordering` accepts; all others are ignored. */
  readonly columns: SortColumns<Row>;
  /** Ordering keys that crash the server. */
  readonly orderingFaults?: readonly string[];
  /** The order without a known ordering key; empty: the order of `rows`. */
  readonly defaultOrder: readonly string[];
  /** Columns used only by the default order. */
  readonly defaultColumns?: SortColumns<Row>;
  /** The texts that `search` matches against; omitted if `search` is ignored. */
  readonly searched?: (row: Row, call: Call) => readonly string[];
  write(call: Call, row: Row): JsonFields;
  /** The server's description of its search fields. */
  readonly autocomplete?: Json;
  /** Latency of a page of `rows` rows on a real server, in milliseconds. */
  cost(rows: number, call: Call): number;
}

/**
 * One page of a list. Errors take the server's precedence: filters, ordering, search, page.
 * @param owner as in `ListRules.rows`
 * @throws ErrorAnswer 400 for an invalid filter or a NUL in `search`, 404 for a page that does not exist
 * @throws ServerFault for an ordering key that crashes the server
 */
export function answerList<Row>(list: ListRules<Row>, call: Call, owner: number | null): Answer {
  const { query, version, language } = call;
  const { rules } = version;
  const { tests, numbers, errors } = readFilters(list.filters, query, language);
  if (errors !== null) throw new ErrorAnswer(400, errors);

  const faults = list.orderingFaults ?? [];
  const asked = orderingTerms(
    lastOf(query, "ordering") ?? "",
    (key) => Object.hasOwn(list.columns, key) || faults.includes(key),
  );
  if (asked.some((term) => faults.includes(keyOf(term)))) throw new ServerFault();
  // The default orders were never seen to change between pages, so they end with a unique key.
  const order = asked.length > 0 ? asked : list.defaultOrder;
  const columns = { ...list.columns, ...list.defaultColumns };

  const terms = searchTerms(lastOf(query, "search") ?? "", rules);
  if (terms === null) throw new ErrorAnswer(400, [message("nul", language)]);

  const rows = list.rows(call, owner);
  const { searched } = list;
  const found = (row: Row): boolean =>
    searched === undefined || terms.length === 0 || matches(terms, searched(row, call));
  const selection =
    "select" in rows
      ? rows.select(numbers, order)
      : orderRows(
          rows.filter((row) => tests.every((passes) => passes(row)) && found(row)),
          order,
          columns,
        );

  const page = pageOf(query, selection.count, rules);
  if (page === null) throw errorDetail(404, "invalid-page", language);
  const shown = selection.page(page.from, page.to);
  return {
    status: 200,
    cost: list.cost(shown.length, call),
    body: {
      pagination: page.pagination,
      results: shown.map((row) => list.write(call, row)),
      ...(rules.autocomplete && { autocomplete: list.autocomplete ?? {} }),
    },
  };
}

function orderRows<Row>(
  rows: readonly Row[],
  order: readonly string[],
  columns: SortColumns<Row>,
): OrderedRows<Row> {
  return {
    count: rows.length,
    page: (from, to) =>
      order.length === 0
        ? rows.slice(from, to)
        : pageRows(rows, from, to, comparing(order, columns)),
  };
}
