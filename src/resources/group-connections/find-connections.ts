import type { ListAnswer } from "../../api/list-answer.ts";
import type { ListRequest } from "../../api/list-request.ts";
import { keys } from "../../api/keys.ts";
import {
  SOURCE_CONNECTIONS,
  sourceConnectionsQuery,
} from "../../api/endpoints/group-connections.ts";
import type { SourceConnection } from "../../api/wire/group-connection.ts";
import { isPlainSearch } from "../../find/text/plain-search.ts";
import { splitExclusions } from "../../list/state/exclusions.ts";
import { notLoaded } from "../../list/browser/not-loaded.ts";
import { paginateInBrowser } from "../../list/browser/paginate.ts";
import { type ListQuery, wholeQuery } from "../../list/browser/whole-query.ts";
import { connectionOrder } from "./connection-order.ts";
import { lazyQueryFn } from "../../list/browser/lazy-query-fn.ts";

/**
 * A page of connections: the server's own, or cut out of all that were read through: for a search that is not the
 * server's to answer, and where some are left out.
 */
export function connectionsListQuery(params: ListRequest): ListQuery<SourceConnection> {
  const { page, page_size, ordering = "", ...asked } = params;
  const { search = "" } = params;
  const { without } = splitExclusions(params.filters);
  if (without === null && (search === "" || (!params.scan && isPlainSearch(search)))) {
    return sourceConnectionsQuery(params);
  }
  const cut = { ...asked, ...(page && { page }), ...(page_size && { page_size }) };
  return wholeQuery({
    queryKey: keys.scan(SOURCE_CONNECTIONS.name, asked),
    queryFn: lazyQueryFn(scanning, (found, context) => found.scanConnections(context, asked)),
    select: (whole: ListAnswer<SourceConnection>) =>
      paginateInBrowser(whole, cut, connectionOrder(ordering)),
  });
}

const scanning = () => import("./scan-connections.ts").catch(notLoaded);
