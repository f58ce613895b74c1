import { notifyManager, useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { nextRetryError } from "../api/retry.ts";
import { lazyComponent } from "../feedback/lazy-component.tsx";

const NextRetry = lazyComponent(() =>
  import("./next-retry.tsx").then((module) => module.NextRetry),
);

/** The next automatic retry of any query, with buttons to retry now or stop. */
export function RetryStatus() {
  const client = useQueryClient();
  const subscribe = useCallback(
    // Batched by TanStack Query: a cache event may come while another component renders.
    (listener: () => void) => client.getQueryCache().subscribe(notifyManager.batchCalls(listener)),
    [client],
  );
  const error = useSyncExternalStore(subscribe, () => nextRetryError(client));
  return <div role="status">{error && <NextRetry error={error} />}</div>;
}
