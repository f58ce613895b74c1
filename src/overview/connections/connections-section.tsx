import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Failure } from "../../api/failures.ts";
import { keys } from "../../api/keys.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { FailureView } from "../../feedback/failure-view.tsx";
import { Notice } from "../../feedback/state-view.tsx";
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
import { coversAllUsers, sourceHealth } from "./source-health.ts";
import { useCaller } from "../../feedback/use-caller.ts";
import styles from "./connections-section.module.css";

/** Which sources have groups and users connected, and what needs attention there. At most five requests. */
export function ConnectionsSection() {
  const client = useQueryClient();
  const sources = useQuery(overviewSourcesQuery());
  const groups = useQuery(overviewGroupsQuery());
  const users = useUsers();
  const retry = () => askAgain(client, keys.overviewConnections);
  const failure = failureIn(groups);
  const rows = sourceHealth({
    sources: sources.data?.items,
    groups: groups.data?.links,
    users: users.links,
  });
  const isLoading = groups.data === undefined && failure === undefined;
  return (
    <section className={styles["section"]} aria-labelledby="overview-connections">
      <h2 id="overview-connections">Connections with OAuth sources</h2>
      {failure !== undefined &&
        (groups.data === undefined ? (
          <FailureView failure={failure} what="source connections" level={3} onRetry={retry} />
        ) : (
          <Notice action={<Button onClick={retry}>Try again</Button>}>
            {failureMessage(failure, "source connections").title}. These are the numbers of{" "}
            {formatTime(groups.data.asOf)}.
          </Notice>
        ))}
      <OldFaultNotice failure={failure} />
      {isLoading && <p role="status">Reading source connections…</p>}
      {rows.length > 0 && <SourceTable rows={rows} showUsers={users.links !== undefined} />}
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
            mayLookUp={groups.data.requests <= 2}
          />
        </>
      )}
      {groups.data && (
        <LookupStatus
          failure={failureIn(sources)}
          more={sources.data?.more === true}
          onRetry={retry}
        />
      )}
      {users.note !== undefined && <p>{users.note}</p>}
    </section>
  );
}

interface LookupStatusProps {
  failure: Failure | undefined;
  more: boolean;
  onRetry: () => void;
}

/** Why sources are missing or have no names. */
function LookupStatus({ failure, more, onRetry }: LookupStatusProps) {
  if (failure === undefined) {
    return more && <p>Only the first 500 sources are looked up.</p>;
  }
  const reason =
    failure.kind === "forbidden" && !failure.unconfirmed
      ? "you may not look up sources."
      : "looking them up failed.";
  return (
    <p>
      Sources that are not connected are not listed, others may be shown by their ids: {reason}{" "}
      <Button look="link" onClick={onRetry}>
        Retry
      </Button>
    </p>
  );
}

/** The connections of users if all of them were read and can be counted; else a note that says why not. */
function useUsers() {
  const { me } = useCaller();
  const query = useQuery(overviewUsersQuery());
  const { data } = query;
  const failure = failureIn(query);
  if (data === undefined) {
    if (failure === undefined) return { note: undefined, links: undefined };
    const isForbidden = failure.kind === "forbidden" || failure.kind === "not-found";
    const note =
      isForbidden && !failure.unconfirmed
        ? "Users: no permission."
        : `Users: not counted. ${failureMessage(failure, "user connections").title}.`;
    return { note, links: undefined };
  }
  if (!coversAllUsers(data.links, me?.user)) {
    const note =
      me === undefined
        ? "Users: not counted, since it is not known whether these are all or your own only."
        : "Users: not counted. authentik shows you no user connections but your own.";
    return { note, links: undefined };
  }
  if (data.all) return { note: undefined, links: data.links };
  const note = `${formatCount(data.count)} user connections in all; not counted per source.`;
  return { note, links: undefined };
}
