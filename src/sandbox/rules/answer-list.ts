/** The rules that all lists share. */
import { Refusal, ServerFault, detail, type Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { readFilters, type Filter, type Filtered } from "./read-filters.ts";
import type { Json, JsonFields } from "../http/json-fields.ts";
import { message } from "../http/messages.ts";
import { comparing, keyOf, orderingTerms, pageRows, type Columns } from "./ordering.ts";
import { pageOf } from "./page-bounds.ts";
import { lastOf } from "../http/query-params.ts";
import { matches, searchTerms } from "./search-terms.ts";

/** The rows that an answer is about. */
export interface Selection<Row> {
  readonly count: number;
  /** Rows `from` to `to`, counted from 0, `to` not included. */
  page(from: number, to: number): readonly Row[];
}

/** Rows too many to be gone through for each answer. */
export interface IndexedRows<Row> {
  /** @param numbers what the filters by a number say; there are no others */
  select(numbers: Filtered<Row>["numbers"], order: readonly string[]): Selection<Row>;
}

export interface List<Row> {
  /** @param owner the rows of this user only, where rows have one; null: everybody's */
  rows(call: Call, owner: number | null): readonly Row[] | IndexedRows<Row>;
  readonly filters: readonly Filter<Row>[];
  /** Keys that `ordering` may name; any other is ignored. */
  readonly columns: Columns<Row>;
  /** Keys that `ordering` may name to its own harm. */
  readonly orderingFaults?: readonly string[];
  /** The order when none is asked for; none means the order of `rows`. */
  readonly defaultOrder: readonly string[];
  /** Columns of the default order that nobody can ask for. */
  readonly defaultColumns?: Columns<Row>;
  /** The texts that `search` looks at; left out where it looks at nothing. */
  readonly searched?: (row: Row, call: Call) => readonly string[];
  write(call: Call, row: Row): JsonFields;
  /** What the server tells of the fields that can be searched for. */
  readonly autocomplete?: Json;
  /** Milliseconds a real server needs for a page of so many rows. */
  cost(rows: number, call: Call): number;
}

/**
 * One page of a list. Complaints come in the server's order: filters, ordering, search, page.
 * @param owner as `List.rows` takes it
 * @throws Refusal 400 for a filter or a NUL in `search`, 404 for a page that is not there
 * @throws ServerFault for an ordering key that breaks the server
 */
export function answerList<Row>(list: List<Row>, call: Call, owner: number | null): Answer {
  const { query, version, language } = call;
  const { rules } = version;
  const { keeps, numbers, complaints } = readFilters(list.filters, query, language);
  if (complaints !== null) throw new Refusal(400, complaints);

  const faults = list.orderingFaults ?? [];
  const asked = orderingTerms(
    lastOf(query, "ordering") ?? "",
    (key) => Object.hasOwn(list.columns, key) || faults.includes(key),
  );
  if (asked.some((term) => faults.includes(keyOf(term)))) throw new ServerFault();
  // The default orders were never seen to shift: with the key at their end they cannot.
  const order = asked.length > 0 ? asked : list.defaultOrder;
  const columns = { ...list.columns, ...list.defaultColumns };

  const terms = searchTerms(lastOf(query, "search") ?? "", rules);
  if (terms === null) throw new Refusal(400, [message("nul", language)]);

  const rows = list.rows(call, owner);
  const { searched } = list;
  const found = (row: Row): boolean =>
    searched === undefined || terms.length === 0 || matches(terms, searched(row, call));
  const selection =
    "select" in rows
      ? rows.select(numbers, order)
      : selectionOf(
          rows.filter((row) => keeps.every((keep) => keep(row)) && found(row)),
          order,
          columns,
        );

  const page = pageOf(query, selection.count, rules);
  if (page === null) throw detail(404, "invalid-page", language);
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

function selectionOf<Row>(
  rows: readonly Row[],
  order: readonly string[],
  columns: Columns<Row>,
): Selection<Row> {
  return {
    count: rows.length,
    page: (from, to) =>
      order.length === 0
        ? rows.slice(from, to)
        : pageRows(rows, from, to, comparing(order, columns)),
  };
}
