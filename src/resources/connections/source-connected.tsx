import { useQuery } from "@tanstack/react-query";
import type { Endpoint } from "../../api/endpoint.ts";
import { typeOf } from "../../api/endpoints/connections/connection-types.ts";
import { groupConnectionsEndpoint } from "../../api/endpoints/connections/group-connections.ts";
import { userConnectionsEndpoint } from "../../api/endpoints/connections/user-connections.ts";
import { failureIn } from "../../api/retry.ts";
import type { Source } from "../../api/wire/source.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { useCaller } from "../../feedback/use-caller.ts";
import { listPath } from "../../paths.ts";
import { formatCount } from "../../ui/text/format.ts";
import { Link } from "../../link.tsx";
import styles from "./source-connected.module.css";

interface SourceConnectedProps {
  source: Source;
}

/** How many users and groups are connected with a source, each number with its list. */
export function SourceConnected({ source }: SourceConnectedProps) {
  const users = useConnected(userConnectionsEndpoint, source);
  const groups = useConnected(groupConnectionsEndpoint, source);
  const { me } = useCaller();
  const some = (users.count ?? 0) + (groups.count ?? 0) > 0;
  return (
    <section>
      <h3 className={styles["title"]}>Connected</h3>
      {!source.enabled && some && (
        <p>
          <strong>Disabled, but still connected.</strong> authentik keeps the connections of a
          disabled source.
        </p>
      )}
      <ul className={styles["counts"]}>
        <li>
          <Connected list="user-connections" noun="user" source={source} {...users} />
          {users.count !== undefined && me?.user.is_superuser === false && (
            <> (without the permission, authentik counts only your own)</>
          )}
        </li>
        <li>
          <Connected list="group-connections" noun="group" source={source} {...groups} />
        </li>
      </ul>
    </section>
  );
}

/** Beside a source that is disabled: that somebody is connected with it all the same, or that this is not known. */
export function StillConnected({ source }: SourceConnectedProps) {
  const counts = [
    useConnected(userConnectionsEndpoint, source),
    useConnected(groupConnectionsEndpoint, source),
  ];
  const { me } = useCaller();
  if (counts.some(({ count = 0 }) => count > 0)) return <>still connected</>;
  // Of users, others than superusers may be shown only their own.
  const isOpen = me?.user.is_superuser === false || counts.some(({ count }) => count === undefined);
  return isOpen && !counts.some(({ isComing }) => isComing) && <>connections not known</>;
}

interface Count {
  /** undefined: not known. */
  count: number | undefined;
  /** Why it is not, or that it comes. */
  why: string;
  isComing: boolean;
}

/** One row is asked for: the answer has the number of all. */
function useConnected<T extends { source: string }>(
  endpoint: Endpoint<T>,
  { pk, slug, component }: Source,
): Count {
  const type = typeOf({ component });
  const query = useQuery({
    ...endpoint.pageQuery({
      filters: { source__slug: slug, ...(type && { type }) },
      page_size: 1,
    }),
    enabled: slug !== "",
  });
  const failure = failureIn(query);
  if (query.data === undefined) {
    if (failure === undefined) return { count: undefined, why: "Counting…", isComing: true };
    const why = `${failureMessage(failure, "them").title}.`;
    return { count: undefined, why, isComing: false };
  }
  const { count, rows } = query.data;
  const isOther = rows.some((row) => row.readable && row.value.source !== pk);
  return isOther
    ? {
        count: undefined,
        why: "authentik ignored the filter by source: not counted.",
        isComing: false,
      }
    : { count, why: "", isComing: false };
}

interface ConnectedProps extends Omit<Count, "isComing"> {
  list: "user-connections" | "group-connections";
  noun: string;
  source: Source;
}

function Connected({ list, noun, source, count, why }: ConnectedProps) {
  const name = `${noun} connection${count === 1 ? "" : "s"}`;
  if (count === undefined) {
    return (
      <>
        {noun === "user" ? "Users" : "Groups"}: {why}
      </>
    );
  }
  if (count === 0) return <>No {noun} connections</>;
  const search = `?${new URLSearchParams({ source__slug: source.slug })}`;
  return (
    <Link to={listPath(list, search)}>
      {formatCount(count)} {name}
    </Link>
  );
}
