import { failureMessage } from "../../feedback/failure-messages.ts";
import { SignInLink } from "../../feedback/sign-in-link.tsx";
import { RequestId } from "../../feedback/failure-view.tsx";
import { Button } from "../../ui/button.tsx";
import { formatCount } from "../../ui/text/format.ts";
import type { useReadAll } from "./use-read-all.ts";
import styles from "./export-panel.module.css";

interface ExportProgressProps {
  noun: readonly [one: string, many: string];
  all: Pick<ReturnType<typeof useReadAll>, "reading" | "report" | "failure">;
  onRetry: () => void;
  /** Saves what was read before a failure. */
  onSavePart: () => void;
  onCancel: () => void;
}

/** How far the reading of all rows is, or why it ended, and what can be done about it. */
export function ExportProgress(props: ExportProgressProps) {
  const { noun, all, onRetry, onSavePart, onCancel } = props;
  const { reading, report, failure } = all;
  const message = failure && failureMessage(failure, noun[1]);
  const so = report && `${formatCount(report.read)} of ${formatCount(report.of)} ${noun[1]}`;
  if (reading) {
    return (
      <div className={styles["progress"]}>
        <p>
          {so ? `Read ${so} so far.` : `Reading ${noun[1]} …`}
          {message && ` ${message.title}: retrying.`}
        </p>
        <progress
          aria-label={`Reading ${noun[1]}`}
          {...(report && { max: Math.max(1, report.of), value: report.read })}
        />
        <p className={styles["actions"]}>
          {report?.stop && <Button onClick={report.stop}>Stop and save these</Button>}
          <Button onClick={onCancel}>Cancel</Button>
        </p>
      </div>
    );
  }
  if (message === undefined || failure === undefined) return null;
  const isPart = report !== undefined && report.read > 0;
  return (
    <div role="alert" className={styles["failed"]}>
      <p>
        <strong>{message.title}.</strong> {message.text}
      </p>
      <p>{isPart ? `Until then ${so} were read; they are kept.` : "Nothing was saved."}</p>
      <RequestId failure={failure} />
      <p className={styles["actions"]}>
        <SignInLink failure={failure} />
        <Button onClick={onRetry}>{isPart ? "Continue" : "Try again"}</Button>
        {isPart && <Button onClick={onSavePart}>Save what was read</Button>}
      </p>
    </div>
  );
}
