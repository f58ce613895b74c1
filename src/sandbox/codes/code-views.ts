import { codeTerms } from "./code-order-keys.ts";
import type { CodeTable } from "./code-table.ts";
import { CodeView } from "./code-view.ts";
import type { CodeQuery } from "./codes.ts";

/** The largest take 4 MB each at a million rows. */
const MOST_VIEWS = 48;

/** An LRU cache of the views of a table, each created on first use. */
export class CodeViews {
  readonly table: CodeTable;
  /** The most recently used one is last. */
  readonly #views = new Map<string, CodeView>();

  constructor(table: CodeTable) {
    this.table = table;
  }

  /** The view for a query, up to date with the table. */
  viewOf({ filter, order }: CodeQuery): CodeView {
    const { table } = this;
    const terms = codeTerms(order);
    const words = terms.map(({ key, sign }) => key + sign);
    const key = [filter.provider, filter.user, ...words].join(" ");
    let view = this.#views.get(key);
    // A view that missed a compaction can no longer locate its rows.
    if (view === undefined || view.compactions < table.compactions - 1) {
      view = new CodeView(table, terms, filter);
    }
    this.#views.delete(key);
    this.#views.set(key, view);
    const [oldest] = this.#views.keys();
    if (this.#views.size > MOST_VIEWS && oldest !== undefined) this.#views.delete(oldest);
    view.sync();
    return view;
  }
}
