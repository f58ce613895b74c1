import type { ListQuery } from "../../api/endpoint.ts";
import { ROWS } from "../../api/freshness.ts";
import { keys } from "../../api/keys.ts";
import type { ServerFilters } from "../../api/list-request.ts";
import { browserQuery, pageOfWhole } from "../../list/browser/browser-query.ts";
import { lazyQueryFn } from "../../list/browser/lazy-query-fn.ts";
import { notLoaded } from "../../list/browser/not-loaded.ts";
import type { ListQuestion, Resource } from "../../list/resource.ts";
import type { ExpiringRow } from "../expiring-row.ts";

/** A short list loaded in full; a refetch reads only what changed. */
export function snapshotQuery<T extends ExpiringRow>(
  resource: Resource<T>,
  filters: ServerFilters,
): ListQuery<T> {
  return {
    queryKey: keys.snapshot(resource.name, filters),
    queryFn: lazyQueryFn(reading, ({ fetchSnapshot }, context) =>
      fetchSnapshot(resource, context, filters),
    ),
    // Row values that a refetch does not read again keep their identity anyway.
    structuralSharing: false,
    ...ROWS,
  };
}

/** A page of a snapshot, under the snapshot's query key: a refetch updates all pages at once. */
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
