import { type QueryFilters, useQueryClient } from "@tanstack/react-query";
import { keys } from "../../api/keys.ts";
import type { Listed } from "../resource.ts";
import type { List } from "../state/use-list.ts";

/** The refresh that comes by itself: refetches list and open object, but not what waits for a retry or was stopped. */
export function useKeepFresh<T extends Listed>({ resource, question }: List<T>): () => void {
  const client = useQueryClient();
  return () => {
    const filters = { type: "active" } as const;
    const gently = { cancelRefetch: false };
    const { queryKey, staleTime } = resource.query(resource, question);
    const list = { ...filters, queryKey, exact: true };
    // Queries of many requests are refetched less often than the interval: only when stale.
    const isDue: QueryFilters["predicate"] = (each) =>
      typeof staleTime !== "function" || each.isStaleByTime(staleTime(each as never));
    void client.refetchQueries({ ...list, predicate: isDue }, gently);
    for (const queryKey of [keys.object(resource.name), keys.related(resource.name)]) {
      void client.refetchQueries({ ...filters, queryKey }, gently);
    }
  };
}
