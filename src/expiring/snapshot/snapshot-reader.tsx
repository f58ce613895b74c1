import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLocation } from "react-router";
import { keys } from "../../api/keys.ts";
import { whenIdle } from "../../list/use-preload.ts";
import type { ExpiringList, ExpiringRow } from "../expiring-row.ts";
import { snapshotQuery } from "./snapshot-query.ts";

interface ReadSnapshotProps<T extends ExpiringRow> {
  list: ExpiringList<T>;
}

/**
 * Reads the list in full once the browser is idle. The user's requests go first: when the URL changes, the read is
 * cancelled, and resumes where it stopped once the browser is idle again.
 */
export function ReadSnapshot<T extends ExpiringRow>({ list }: ReadSnapshotProps<T>) {
  const { pathname, search } = useLocation();
  return <Waiting key={`${pathname}${search}`} list={list} />;
}

function Waiting<T extends ExpiringRow>({ list }: ReadSnapshotProps<T>) {
  const [idle, setIdle] = useState(false);
  const waits = list.fetching;
  useEffect(() => (waits ? undefined : whenIdle(() => setIdle(true))), [waits]);
  return idle && !waits ? <Reading list={list} /> : null;
}

function Reading<T extends ExpiringRow>({ list }: ReadSnapshotProps<T>) {
  const client = useQueryClient();
  const { resource, state } = list;
  useQuery(snapshotQuery(resource, state.server));
  const { name } = resource;
  const { server } = state;
  useEffect(
    () => () => {
      const queryKey = keys.snapshot(name, server);
      if (client.getQueryData(queryKey) === undefined) void client.cancelQueries({ queryKey });
    },
    [client, name, server],
  );
  return null;
}
