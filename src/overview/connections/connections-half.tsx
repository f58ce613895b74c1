import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Failure } from "../../api/failures.ts";
import { keys } from "../../api/keys.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { FailureView, Notice } from "../../feedback/state-view.tsx";
import { Button } from "../../ui/button.tsx";
import { formatCount, formatTime } from "../../ui/text/format.ts";
import { OldFaultNotice } from "../../feedback/old-fault-notice.tsx";
import {
  overviewGroupsQuery,
  overviewSourcesQuery,
  overviewUsersQuery,
} from "./connections-queries.ts";
import { SharedIdentifiers } from "./shared-identifiers.tsx";
import { SourceTable } from "./source-table.tsx";
import { isEverybodys, standingOf } from "./source-health.ts";
import { useCaller } from "../../feedback/use-caller.ts";
import styles from "./connections-half.module.css";

/** Which sources have groups and users connected, and what is odd about it. At most five requests. */
export function OverviewConnections() {
  const client = useQueryClient();
  const sources = useQuery(overviewSourcesQuery());
  const groups = useQuery(overviewGroupsQuery());
  const users = useUsers();
  const again = () => askAgain(client, keys.overviewConnections);
  const failure = failureIn(groups);
  const rows = standingOf({
    sources: sources.data?.items,
    groups: groups.data?.links,
    users: users.links,
  });
  const coming = groups.data === undefined && failure === undefined;
  return (
    <section className={styles["section"]} aria-labelledby="overview-connections">
      <h2 id="overview-connections">Source connections</h2>
      {failure !== undefined &&
        (groups.data === undefined ? (
          <FailureView failure={failure} what="source connections" level={3} onRetry={again} />
        ) : (
          <Notice action={<Button onClick={again}>Try again</Button>}>
            {failureMessage(failure, "source connections").title}. These are the numbers of{" "}
            {formatTime(groups.data.asOf)}.
          </Notice>
        ))}
      <OldFaultNotice failure={failure} />
      {coming && <p role="status">Reading source connections…</p>}
      {rows.length > 0 && <SourceTable rows={rows} ofUsers={users.links !== undefined} />}
      {rows.length === 0 && groups.data !== undefined && sources.isSuccess && (
        <p>No OAuth sources, and nothing is connected.</p>
      )}
      {groups.data && (
        <>
          {groups.data.capped && (
            <p>
              The first {formatCount(groups.data.read)} of {formatCount(groups.data.count)}{" "}
              connections were read: there may be more groups than the table says.
            </p>
          )}
          {groups.data.moved && <p>The list of connections changed while it was read.</p>}
          <SharedIdentifiers
            links={groups.data.links}
            sources={rows}
            mayAsk={groups.data.requests <= 2}
          />
        </>
      )}
      <WhyNoNames failure={failureIn(sources)} more={sources.data?.more === true} again={again} />
      {users.words !== undefined && <p>{users.words}</p>}
    </section>
  );
}

interface WhyNoNamesProps {
  failure: Failure | undefined;
  more: boolean;
  again: () => void;
}

function WhyNoNames({ failure, more, again }: WhyNoNamesProps) {
  if (failure === undefined) {
    return more && <p>Only the first 500 sources are looked up.</p>;
  }
  const why =
    failure.kind === "forbidden" && !failure.unconfirmed
      ? "you may not look up sources."
      : "looking them up failed.";
  return (
    <p>
      Sources that are not connected are not listed, others may be shown by their ids: {why}{" "}
      <Button look="link" onClick={again}>
        Look them up again
      </Button>
    </p>
  );
}

/** The users' connections where all of them are there to be counted, else why they are not. */
function useUsers() {
  const { me } = useCaller();
  const query = useQuery(overviewUsersQuery());
  const { data } = query;
  const failure = failureIn(query);
  if (data === undefined) {
    if (failure === undefined) return { words: undefined, links: undefined };
    const refused = failure.kind === "forbidden" || failure.kind === "not-found";
    const words =
      refused && !failure.unconfirmed
        ? "Users: not permitted to see."
        : `Users: not counted. ${failureMessage(failure, "user connections").title}.`;
    return { words, links: undefined };
  }
  if (!isEverybodys(data.links, me?.user)) {
    const words =
      me === undefined
        ? "Users: not counted, since it is not known whether these are all or your own only."
        : "Users: not counted. authentik shows you no user connections but your own.";
    return { words, links: undefined };
  }
  if (data.all) return { words: undefined, links: data.links };
  const words = `${formatCount(data.count)} user connections in all; not counted per source.`;
  return { words, links: undefined };
}
