import type { ListQuery } from "../../api/endpoint.ts";
import { ROWS } from "../../api/freshness.ts";
import { keys } from "../../api/keys.ts";
import type { ServerFilters } from "../../api/list-request.ts";
import { browserQuery, pageOfWhole } from "../../list/browser/browser-query.ts";
import { lazyQueryFn } from "../../list/browser/lazy-query-fn.ts";
import { notLoaded } from "../../list/browser/not-loaded.ts";
import type { ListQuestion, Resource } from "../../list/resource.ts";
import type { ExpiringRow } from "../expiring-row.ts";

/** A short list as a whole: asked again, only what changed is read. */
export function snapshotQuery<T extends ExpiringRow>(
  resource: Resource<T>,
  filters: ServerFilters,
): ListQuery<T> {
  return {
    queryKey: keys.snapshot(resource.name, filters),
    queryFn: lazyQueryFn(reading, ({ fetchSnapshot }, context) =>
      fetchSnapshot(resource, context, filters),
    ),
    // Rows keep their identity by themselves.
    structuralSharing: false,
    ...ROWS,
  };
}

/** A page of it. It has the snapshot's key: whatever is asked of one list is renewed at once. */
export function pageOfSnapshot<T extends ExpiringRow>(
  resource: Resource<T>,
  question: ListQuestion,
): ListQuery<T> {
  const { queryKey, queryFn, ...fresh } = snapshotQuery(resource, question.server);
  return {
    ...browserQuery({ queryKey, queryFn: queryFn!, select: pageOfWhole(resource, question) }),
    refetchOnWindowFocus: true,
    refetchOnReconnect: true,
    ...fresh,
  };
}

const reading = () => import("../expiring-parts.ts").catch(notLoaded);
