import { notifyManager, useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { nextRetryError, retryNow, retryOf, stopRetries } from "../api/retry.ts";
import { failureMessage } from "../feedback/failure-messages.ts";
import { useNow } from "../feedback/use-now.ts";
import { Button } from "../ui/button.tsx";
import styles from "./shell.module.css";

/** The next automatic retry of any query, with buttons to retry now or stop. */
export function RetryStatus() {
  const client = useQueryClient();
  const subscribe = useCallback(
    // Batched by TanStack Query: a cache event may come while another component renders.
    (listener: () => void) => client.getQueryCache().subscribe(notifyManager.batchCalls(listener)),
    [client],
  );
  const error = useSyncExternalStore(subscribe, () => nextRetryError(client));
  if (error === null) return <div role="status" />;
  const { failure, attempt, attempts, at } = retryOf(client, error);
  return (
    <div role="status" className={styles["retry"]}>
      <span>
        <strong>{failureMessage(failure, "this").title}.</strong> Trying again <Countdown to={at} />
        , attempt {attempt} of {attempts}.
      </span>
      <Button look="link" onClick={() => retryNow(client)}>
        Try now
      </Button>
      <Button look="link" onClick={() => stopRetries(client)}>
        Stop
      </Button>
    </div>
  );
}

/** The seconds left; hidden from the live region, which would announce each of them. */
function Countdown({ to }: { to: number }) {
  const seconds = useNow(() => Math.ceil((to - Date.now()) / 1000));
  return <span aria-hidden="true">{seconds > 0 ? `in ${seconds} s` : "now"}</span>;
}
