import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { keys } from "../api/keys.ts";
import { askAgain, failureIn } from "../api/retry.ts";
import { failureMessage } from "../feedback/failure-messages.ts";
import { FailureView } from "../feedback/failure-view.tsx";
import { Notice } from "../feedback/state-view.tsx";
import { useCaller, useFreshCaller } from "../feedback/use-caller.ts";
import { useIntervalRefresh } from "../list/live/use-interval-refresh.ts";
import { RefreshControls } from "../list/controls/refresh-controls.tsx";
import { ActingAs } from "../resources/acting-as.tsx";
import { Button } from "../ui/button.tsx";
import { serverNow } from "../api/server-clock.ts";
import { CleanupClock } from "./clean-up-clock.tsx";
import { cleanUpQuery } from "./clean-up-query.ts";
import { ConnectionsSection } from "./connections/connections-section.tsx";
import { healthQuery } from "./health-query.ts";
import { HealthTable } from "./health-table.tsx";
import { Verdict } from "./verdict.tsx";
import styles from "./overview-page.module.css";

/** Whether sign-in is healthy: which applications leave codes unredeemed, and what to check there. */
export function OverviewPage() {
  const client = useQueryClient();
  const query = useQuery(healthQuery());
  const cleanUp = useQuery(cleanUpQuery(serverNow));
  // Both at once: the words about the clean-up may take two lines.
  const data = cleanUp.isPending ? undefined : query.data;
  const failure = failureIn(query);
  useFreshCaller({ answer: data, failure });
  const heading = useId();
  // What follows is shown only once nothing above it grows any more, to avoid a layout shift.
  const settled = data?.isComplete === true || failure !== undefined;
  const refused = failure?.kind === "signed-out" || failure?.kind === "token-refused";

  const refresh = () => askAgain(client, keys.overview);
  const keepFresh = () =>
    void client.refetchQueries(
      { type: "active", queryKey: keys.overview, predicate: (query) => query.isStale() },
      { cancelRefetch: false },
    );
  useIntervalRefresh(query.isFetching, keepFresh);

  return (
    <div className={styles["page"]} data-scroll="page">
      <title>Overview · Grantlens</title>
      <header className={styles["header"]}>
        <h1>Overview</h1>
        <RefreshControls asOf={data?.asOf} fetching={query.isFetching} onRefresh={refresh} />
      </header>
      {failure && data !== undefined && (
        <Notice
          action={
            <Button look="link" onClick={refresh}>
              Try again
            </Button>
          }
        >
          <strong>Not up to date.</strong> {failureMessage(failure, "authorization codes").title}:
          what is known from before stays.
        </Notice>
      )}
      <section className={styles["codes"]} aria-labelledby={heading} aria-busy={query.isFetching}>
        <div className={styles["question"]}>
          <h2 id={heading}>Is sign-in healthy?</h2>
          {data !== undefined && !refused && <CleanupClock cleanUp={cleanUp.data} />}
        </div>
        {!refused && <VisibilityNotice />}
        {data === undefined && failure !== undefined ? (
          <FailureView failure={failure} what="authorization codes" onRetry={refresh} />
        ) : (
          <>
            <div className={styles["answer"]}>
              {data === undefined ? (
                <p className={styles["muted"]}>Reading events and codes …</p>
              ) : (
                <Verdict health={data} />
              )}
            </div>
            {data !== undefined && <HealthTable health={data} />}
          </>
        )}
      </section>
      {/* Rendered at once, though hidden, so that its requests start; not where each would be refused as well. */}
      {!(refused && data === undefined) && (
        <div hidden={!settled}>
          <ConnectionsSection />
        </div>
      )}
    </div>
  );
}

/** The visibility scope: says so when the caller does not see everybody's codes. */
function VisibilityNotice() {
  const { me, unknown, askAgain: again } = useCaller();
  if (unknown) {
    return (
      <p className={styles["visibility"]}>
        Your identity could not be checked: this may cover only your own codes.{" "}
        <Button look="link" onClick={again}>
          Retry
        </Button>
      </p>
    );
  }
  if (me === undefined || (me.user.is_superuser && !me.original)) return null;
  return (
    <p className={styles["visibility"]}>
      {me.original && <ActingAs me={me} />}
      {!me.user.is_superuser &&
        (me.original
          ? " Only their own codes are listed, so this says nothing about those of others."
          : "Only your own codes are listed, so this says nothing about those of others.")}
    </p>
  );
}
