import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { keys } from "../api/keys.ts";
import { askAgain, failureIn } from "../api/retry.ts";
import { failureMessage } from "../feedback/failure-messages.ts";
import { RefreshControls } from "../list/refresh-controls.tsx";
import { FailureView, Notice } from "../feedback/state-view.tsx";
import { Button } from "../ui/button.tsx";
import { ApplicationTable } from "./application-table.tsx";
import { overviewQuery } from "./overview-query.ts";
import { CleanupClock } from "./clean-up-clock.tsx";
import { Advice } from "./advice.tsx";
import { ConnectionsSection } from "./connections/connections-section.tsx";
import { TotalsLine, Verdict } from "./verdict.tsx";
import { useCaller, useFreshCaller } from "../feedback/use-caller.ts";
import { ActingAs } from "../resources/acting-as.tsx";
import styles from "./overview-page.module.css";

/** Whether sign-in is healthy: which applications leave codes unredeemed. */
export function OverviewPage() {
  const client = useQueryClient();
  const options = overviewQuery();
  const query = useQuery(options);
  const { data } = query;
  const failure = failureIn(query);
  useFreshCaller({ answer: data?.done ? data : undefined, failure });
  const heading = useId();
  // What follows is shown only once nothing above it grows any more, to avoid a layout shift.
  const settled = data?.done === true || failure !== undefined;

  const refresh = () => askAgain(client, keys.overview);
  const keepFresh = () =>
    void client.refetchQueries(
      { type: "active", queryKey: keys.overview, predicate: (query) => query.isStale() },
      { cancelRefetch: false },
    );
  const countAll = () => {
    if (data === undefined) return;
    client.setQueryData(options.queryKey, { ...data, countAll: true, done: false });
    void query.refetch();
  };

  return (
    <div className={styles["page"]}>
      <title>Overview · Grantlens</title>
      <header className={styles["header"]}>
        <h1>Overview</h1>
        <RefreshControls
          asOf={data?.findings.totals.asOf}
          fetching={query.isFetching}
          onRefresh={refresh}
          onTick={keepFresh}
        />
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
          <CleanupClock />
        </div>
        <VisibilityNotice />
        {data === undefined && failure !== undefined ? (
          <FailureView failure={failure} what="authorization codes" onRetry={refresh} />
        ) : (
          <>
            <div className={styles["answer"]}>
              {data === undefined ? (
                <p className={styles["muted"]}>Counting codes …</p>
              ) : (
                <>
                  <Verdict overview={data} />
                  <TotalsLine totals={data.findings.totals} />
                </>
              )}
            </div>
            {data !== undefined && (
              <ApplicationTable overview={data} fetching={query.isFetching} onCountAll={countAll} />
            )}
            {/* Only of use when something is wrong. */}
            <div hidden={!settled || data?.findings.totals.expired === 0}>
              <Advice />
            </div>
          </>
        )}
      </section>
      {/* Rendered at once, though hidden, so that its requests start. */}
      <div hidden={!settled}>
        <ConnectionsSection />
      </div>
    </div>
  );
}

/** The visibility scope: says so when the caller does not see everybody's codes. */
function VisibilityNotice() {
  const { me, unknown, askAgain: again } = useCaller();
  if (unknown) {
    return (
      <p className={styles["visibility"]}>
        Who is asking could not be found out: this may hold for your own codes only.{" "}
        <Button look="link" onClick={again}>
          Ask again
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
