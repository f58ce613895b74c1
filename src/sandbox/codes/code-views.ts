import { codeTerms } from "./code-order-keys.ts";
import type { CodeTable } from "./code-table.ts";
import { CodeView } from "./code-view.ts";
import type { CodeQuestion } from "./codes.ts";

/** At a million rows the largest take 4 MB each. */
const MOST_VIEWS = 48;

/** The views of a table that were asked for, each made when it first is. */
export class CodeViews {
  readonly table: CodeTable;
  /** The one that was asked for last is at the end. */
  readonly #views = new Map<string, CodeView>();

  constructor(table: CodeTable) {
    this.table = table;
  }

  /** The rows in question, as the table is now. */
  of({ filter, order }: CodeQuestion): CodeView {
    const { table } = this;
    const terms = codeTerms(order);
    const words = terms.map(({ key, sign }) => key + sign);
    const key = [filter.provider, filter.user, ...words].join(" ");
    let view = this.#views.get(key);
    // One that has missed a clearing cannot tell where its rows went.
    if (view === undefined || view.generation < table.generation - 1) {
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
