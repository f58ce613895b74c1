/** The rules that all lists share. */
import { Refusal, ServerFault, detail, type Answer } from "./answer.ts";
import type { Call } from "./call.ts";
import { readFilters, type Filter } from "./filters.ts";
import type { Json, JsonFields } from "./json.ts";
import { message } from "./messages.ts";
import { comparing, keyOf, orderingTerms, pageRows, type Columns } from "./ordering.ts";
import { pageOf } from "./paging.ts";
import { lastOf } from "./query.ts";
import { matches, searchTerms } from "./search.ts";

export interface List<Row> {
  rows(call: Call): readonly Row[];
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
 * One page of a list. Complaints come in the server's order: permission, filters, ordering, search, page.
 * @throws Refusal 403 for rows that are not for the caller, 400 for a filter or a NUL in `search`, 404 for a page that is not there
 * @throws ServerFault for an ordering key that breaks the server
 */
export function answerList<Row>(list: List<Row>, call: Call): Answer {
  const { query, version, language } = call;
  const { rules } = version;
  // Who may not look hears that first.
  let rows = list.rows(call);
  const { keeps, complaints } = readFilters(list.filters, query, language);
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

  if (keeps.length > 0) rows = rows.filter((row) => keeps.every((keep) => keep(row)));
  const { searched } = list;
  if (searched !== undefined && terms.length > 0) {
    rows = rows.filter((row) => matches(terms, searched(row, call)));
  }

  const page = pageOf(query, rows.length, rules);
  if (page === null) throw detail(404, "invalid-page", language);
  const shown =
    order.length === 0
      ? rows.slice(page.from, page.to)
      : pageRows(rows, page.from, page.to, comparing(order, columns));
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
