import { notifyManager, useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { nextRetryError, retryNow, retryOf, stopRetries } from "../api/retry.ts";
import { failureMessage } from "../feedback/failure-messages.ts";
import { useNow } from "../feedback/use-now.ts";
import { Button } from "../ui/button.tsx";
import styles from "./shell.module.css";

/** What is about to be asked again by itself, whoever asked for it, and how to stop that. */
export function RetryStatus() {
  const client = useQueryClient();
  const subscribe = useCallback(
    // In TanStack Query's own turn: an event may come while another component renders.
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

/** Seconds that nobody wants read out one by one. */
function Countdown({ to }: { to: number }) {
  const seconds = useNow(() => Math.ceil((to - Date.now()) / 1000));
  return <span aria-hidden="true">{seconds > 0 ? `in ${seconds} s` : "now"}</span>;
}
