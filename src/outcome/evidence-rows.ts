import { readableRows } from "../api/list-answer.ts";
import type { ServerFilters } from "../api/list-request.ts";
import type { Token } from "../api/wire/token.ts";
import type { NewestRows } from "../find/newest/read-newest.ts";
import type { Birth, ListedToken, RowsRead } from "./facts.ts";
import { type Clients, listedTokenOf } from "./facts-of-rows.ts";

/** The same filters for codes and tokens, which know no usernames and no applications. */
export function grantFilters(
  { username, context_authorized_app: application }: ServerFilters,
  births: readonly Birth[],
): ServerFilters {
  const [user, provider] = [onlyOf(births, "user"), onlyOf(births, "provider")];
  return {
    ...(username !== undefined && user !== null && { user }),
    ...(application !== undefined && provider !== null && { provider }),
  };
}

function onlyOf(births: readonly Birth[], field: "user" | "provider"): string | null {
  const ids = new Set(births.map((birth) => birth[field]));
  const [id = null] = ids;
  return ids.size === 1 && id !== null ? String(id) : null;
}

/** The tokens read, as facts; see `readingOf`. */
export function tokensOf(
  kind: ListedToken["kind"],
  read: NewestRows<Token> | undefined,
  now: number,
  clients: Clients,
): RowsRead<ListedToken> {
  return readingOf(read, now, (row) => listedTokenOf(kind, row, clients));
}

/** The rows read, as facts; where none were, nothing can be counted on. @param now the server's clock, epoch milliseconds. */
export function readingOf<T, F>(
  read: NewestRows<T> | undefined,
  now: number,
  factOf: (row: T) => F,
): RowsRead<F> {
  if (read === undefined) return { rows: [], from: Infinity, asOf: now };
  return { rows: readableRows(read).map(factOf), from: read.from, asOf: read.asOf };
}
