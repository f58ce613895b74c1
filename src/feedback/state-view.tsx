import type { ReactNode } from "react";
import type { Failure } from "../api/failures.ts";
import { Button } from "../ui/button.tsx";
import { failureMessage } from "./failure-messages.ts";
import { oneLine, ServerText } from "../ui/text/server-text.tsx";
import styles from "./state-view.module.css";

/** 1 where it is the whole page, 2 in a list, 3 in a drawer, which has a heading of its own. */
type HeadingLevel = 1 | 2 | 3;

interface StateViewProps {
  title: string;
  level?: HeadingLevel;
  children?: ReactNode;
  actions?: ReactNode;
  /** What comes late, where it moves nothing. */
  after?: ReactNode;
}

/** What stands in the table's place when there are no rows to show: what is so, and a way on. */
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
  /** What was asked for: "authorization codes". */
  what: string;
  level?: HeadingLevel;
  onRetry: () => void;
  /** Further ways on, before the retry. */
  actions?: ReactNode;
}

/** A failed request in the table's place. */
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
        {words.retry && <Button onClick={onRetry}>Try again</Button>}
      </div>
    </div>
  );
}

/** The server's own words on refused fields: shown as they came, never interpreted. */
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

/** One line above the table about what was changed or is not as it seems. */
export function Notice({ children, action }: NoticeProps) {
  return (
    <div role="status" className={styles["notice"]}>
      <span>{children}</span>
      {action}
    </div>
  );
}
