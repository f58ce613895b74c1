import { useQueryClient } from "@tanstack/react-query";
import { failureMessage } from "../feedback/failure-messages.ts";
import { useNow } from "../feedback/use-now.ts";
import { Button } from "../ui/button.tsx";
import { retryNow, retryOf, stopRetries } from "./pending-retries.ts";
import styles from "./next-retry.module.css";

/** Why a query is repeated, and when, with buttons to do so now or to stop. */
export function NextRetry({ error }: { error: Error }) {
  const client = useQueryClient();
  const { failure, attempt, attempts, at } = retryOf(client, error);
  return (
    <div className={styles["retry"]}>
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
