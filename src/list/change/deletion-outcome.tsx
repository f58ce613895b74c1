import type { Failure } from "../../api/failures.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { SignInLink } from "../../feedback/sign-in-link.tsx";
import { RequestId } from "../../feedback/failure-view.tsx";
import { Button } from "../../ui/button.tsx";
import { closeDialog } from "../../ui/dialog.tsx";
import { formatCount } from "../../ui/text/format.ts";
import { formatCountOf } from "../../ui/text/format-later.ts";
import { visible } from "../../ui/text/visible.ts";
import type { Entry } from "../entry.ts";
import type { Listed } from "../resource.ts";
import type { Deletion } from "./use-deletion.ts";
import styles from "./change.module.css";

interface DeletionOutcomeProps<T extends Listed> {
  noun: readonly [one: string, many: string];
  entries: readonly Entry<T>[];
  deletion: Deletion<T>;
}

/** How far a deletion is; then what became of the rows, with a way on for those that are still there. */
export function DeletionOutcome<T extends Listed>(props: DeletionOutcomeProps<T>) {
  const { noun, entries, deletion } = props;
  const { running, stopped, deleted, gone, failed, left } = deletion;
  const tried = entries.length - left.length;
  const rest = [...failed.map(([entry]) => entry), ...left];
  const [failure] = failed.map(([, why]) => why);
  return (
    <div className={styles["dialog"]}>
      {running && (
        <>
          <p>
            {formatCount(tried)} of {formatCountOf(entries.length, noun)} done
            {failed.length > 0 && `, ${formatCount(failed.length)} of them failed`}
            {stopped && ". Stopping when those under way are answered"} …
          </p>
          <progress aria-label={`Deleting ${noun[1]}`} max={entries.length} value={tried} />
        </>
      )}
      <p role="status">
        {!running && (
          <>
            {formatCount(deleted)} deleted
            {gone > 0 && `, ${formatCount(gone)} gone already`}
            {left.length > 0 && `, ${formatCount(left.length)} not tried`}.
          </>
        )}
      </p>
      {failed.length > 0 && (
        <div role="alert" className={styles["failed"]}>
          <p>
            <strong>{formatCountOf(failed.length, noun)} could not be deleted.</strong>
          </p>
          <ul className={styles["effects"]}>
            {failed.slice(0, MOST_TOLD).map(([{ key, value }, why]) => (
              <li key={key}>
                {visible(String(value.pk))}: {deletionFailure(why)} <RequestId failure={why} />
              </li>
            ))}
            {failed.length > MOST_TOLD && (
              <li>and {formatCount(failed.length - MOST_TOLD)} more</li>
            )}
          </ul>
          {failure && <SignInLink failure={failure} />}
        </div>
      )}
      <p className={styles["actions"]}>
        {running ? (
          <Button aria-disabled={stopped} onClick={deletion.stop}>
            Cancel
          </Button>
        ) : (
          <>
            {rest.length > 0 && (
              <Button onClick={() => void deletion.run(rest)}>
                {failed.length > 0 ? "Retry" : "Go on with"} {formatCount(rest.length)}
              </Button>
            )}
            <Button onClick={({ currentTarget }) => closeDialog(currentTarget)}>Done</Button>
          </>
        )}
      </p>
    </div>
  );
}

/** Failures that are listed one by one. */
const MOST_TOLD = 20;

/** Why something was not deleted, and what helps. */
function deletionFailure(failure: Failure): string {
  if (failure.kind === "forbidden" && !failure.unconfirmed)
    return "authentik does not let you delete it: you lack the permission, or your session’s CSRF token is not the right one.";
  if (failure.kind === "server" && failure.status === 405)
    return "deleting was refused (405): authentik failed, or Grantlens was started again without --allow-changes.";
  const { title, text } = failureMessage(failure, "this");
  const unsure = failure.kind === "unreachable" ? " It may have been deleted all the same." : "";
  return `${title}. ${text}${unsure}`;
}
