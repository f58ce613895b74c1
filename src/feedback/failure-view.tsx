import type { ReactNode } from "react";
import type { Failure } from "../api/failures.ts";
import { Button } from "../ui/button.tsx";
import { failureMessage } from "./failure-messages.ts";
import { oneLine, ServerText } from "../ui/text/server-text.tsx";
import { SignInLink } from "./sign-in-link.tsx";
import type { HeadingLevel } from "./state-view.tsx";
import styles from "./state-view.module.css";

interface FailureViewProps {
  failure: Failure;
  /** What was requested: "authorization codes". */
  what: string;
  level?: HeadingLevel;
  onRetry: () => void;
  /** More actions, before the retry. */
  actions?: ReactNode;
}

/** A failed request, in place of the table. */
export function FailureView({ failure, what, level = 2, onRetry, actions }: FailureViewProps) {
  const Heading = `h${level}` as const;
  const words = failureMessage(failure, what);
  return (
    <div role="alert" className={styles["state"]}>
      <Heading>{words.title}</Heading>
      <p>{words.text}</p>
      <FieldErrors failure={failure} />
      <RequestId failure={failure} />
      <div className={styles["actions"]}>
        {actions}
        <SignInLink failure={failure} />
        {failure.kind !== "invalid" && <Button onClick={onRetry}>Try again</Button>}
      </div>
    </div>
  );
}

/** The server's own messages on refused fields: shown unchanged, never interpreted. */
function FieldErrors({ failure }: { failure: Failure }) {
  if (failure.kind !== "invalid") return null;
  return (
    <ul>
      {Object.entries(failure.fields).map(([field, messages]) => (
        <li key={field}>
          <code dir="auto">{oneLine(field)}</code>: <ServerText>{messages.join(" ")}</ServerText>
        </li>
      ))}
      {failure.general.map((message, index) => (
        <li key={index}>
          <ServerText>{message}</ServerText>
        </li>
      ))}
    </ul>
  );
}

/** The id that finds the request in authentik's log. */
export function RequestId({ failure }: { failure: Failure }) {
  if (!failure.requestId) return null;
  return (
    <p>
      Request id <ServerText className={styles["requestId"]}>{failure.requestId}</ServerText>
    </p>
  );
}
