import type { SourceConnection } from "../../api/wire/group-connection.ts";
import { microsOf, rowOrder, type SortValue } from "../../list/browser/row-order.ts";

/** Compares connections as the server would, see `rowOrder`. */
export const connectionOrder = (ordering: string) => rowOrder<SourceConnection>(ordering, valueOf);

function valueOf(connection: SourceConnection, key: string): SortValue {
  if (key === "created" || key === "last_updated") return microsOf(connection[key] ?? null);
  if (key === "group" || key === "source" || key === "identifier") return connection[key];
  return connection.pk;
}
