import type { ReactNode } from "react";
import type { Failure } from "../api/failures.ts";
import { Button } from "../ui/button.tsx";
import { failureMessage } from "./failure-messages.ts";
import { oneLine, ServerText } from "../ui/text/server-text.tsx";
import { SignInLink } from "./sign-in-link.tsx";
import styles from "./state-view.module.css";

/** 1 for a whole page, 2 in a list, 3 in a drawer, which has its own heading. */
type HeadingLevel = 1 | 2 | 3;

interface StateViewProps {
  title: string;
  level?: HeadingLevel;
  children?: ReactNode;
  actions?: ReactNode;
  /** Content that may arrive late, rendered last to avoid a layout shift. */
  after?: ReactNode;
}

/** Rendered in place of rows when there are none to show: a message and actions. */
export function StateView({ title, level = 2, children, actions, after }: StateViewProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={styles["state"]}>
      <Heading>{title}</Heading>
      {children}
      {actions !== undefined && <div className={styles["actions"]}>{actions}</div>}
      {after}
    </div>
  );
}

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
        {words.retry && <Button onClick={onRetry}>Try again</Button>}
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

interface NoticeProps {
  children: ReactNode;
  action?: ReactNode;
}

/** A one-line notice above the table. */
export function Notice({ children, action }: NoticeProps) {
  return (
    <div role="status" className={styles["notice"]}>
      <span>{children}</span>
      {action}
    </div>
  );
}
