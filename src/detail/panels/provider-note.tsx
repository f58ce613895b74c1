import type { Failure } from "../../api/failures.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { RequestId } from "../../feedback/failure-view.tsx";
import { Notice } from "../../feedback/state-view.tsx";
import { Button } from "../../ui/button.tsx";
import { formatTime } from "../../ui/text/format.ts";
import styles from "./provider-note.module.css";
import type { ProviderStatus } from "./use-whole-provider.ts";

interface ProviderNoteProps {
  status: ProviderStatus;
  /** The kind of row that refers to it: "code", "token". */
  one: string;
}

/** Where the OAuth2 part of a row's provider is from, or why it is missing. Renders nothing where the row had it. */
export function ProviderNote({ status, one }: ProviderNoteProps) {
  switch (status.kind) {
    case "in-row":
      return null;
    case "loading":
      return (
        <p role="status" className={styles["note"]}>
          Looking up the rest of the provider
        </p>
      );
    case "asked":
      return (
        <p className={styles["note"]}>
          This authentik leaves client ID, type, validity and redirect URIs out of a {one}. They are
          from the provider itself, as of {formatTime(status.asOf)}.
        </p>
      );
    case "missing":
      return <Missing failure={status.failure} retry={status.retry} one={one} />;
  }
}

interface MissingProps {
  failure: Failure;
  retry: () => void;
  one: string;
}

function Missing({ failure, retry, one }: MissingProps) {
  const settled = isSettled(failure);
  return (
    <div className={styles["missing"]}>
      <Notice action={settled ? undefined : <Button onClick={retry}>Try again</Button>}>
        Client ID, type, validity and redirect URIs: this authentik leaves them out of a {one}, and{" "}
        {reason(failure)}.
      </Notice>
      {!settled && <RequestId failure={failure} />}
    </div>
  );
}

/** Whether a retry is pointless: the answer stays the same until somebody changes something in authentik. */
function isSettled(failure: Failure): boolean {
  return (
    (failure.kind === "forbidden" || failure.kind === "not-found") && failure.unconfirmed !== true
  );
}

function reason(failure: Failure): string {
  if (!isSettled(failure)) {
    return `asking for the provider itself failed (${failureMessage(failure, "this provider").title})`;
  }
  return failure.kind === "forbidden"
    ? "you may not see the provider itself"
    : "the provider was deleted, or is hidden from you";
}
