import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type Failure, failureOf } from "../../api/failures.ts";
import type { ListAnswer, ReadReport } from "../../api/list-answer.ts";
import { failureIn } from "../../api/retry.ts";
import type { Listed } from "../resource.ts";
import type { List } from "../state/use-list.ts";
import { allRowsOf, allRowsQuery, readAll } from "./read-all.ts";

interface AllRows<T> {
  reading: boolean;
  /** How far it is, while reading; after a failure, how far it came. */
  report: ReadReport | undefined;
  /** Why the reading ended, or while reading, why a request is repeated. */
  failure: Failure | undefined;
  /** What was read before the failure. */
  part: ListAnswer<T> | undefined;
  /** Reads all rows; undefined where that failed or was cancelled. After a failure it goes on, unless told to start. */
  read: (how: "start" | "go-on") => Promise<ListAnswer<T> | undefined>;
  cancel: () => void;
}

/** Reads all rows that match a list's question, on demand. Ends with the component. */
export function useReadAll<T extends Listed>(list: List<T>): AllRows<T> {
  const client = useQueryClient();
  const options = allRowsQuery(list.resource, list.question);
  // Observed only: `readAll` fetches it. Once nobody observes it, it is cancelled.
  const query = useQuery({ ...options, enabled: false });
  const [reading, setReading] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function read(how: "start" | "go-on"): Promise<ListAnswer<T> | undefined> {
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    setReading(true);
    setFailure(undefined);
    try {
      if (how === "start") await client.resetQueries({ queryKey: options.queryKey, exact: true });
      const answer = await readAll(client, list, signal);
      return signal.aborted ? undefined : allRowsOf(list, answer);
    } catch (error) {
      if (!signal.aborted) setFailure(failureOf(error));
      return undefined;
    } finally {
      if (running.current === controller) setReading(false);
    }
  }

  function cancel(): void {
    running.current?.abort();
    running.current = undefined;
    setReading(false);
    void client.cancelQueries({ queryKey: options.queryKey, exact: true });
  }

  const data = reading || failure ? query.data : undefined;
  return {
    reading,
    report:
      data?.report ?? (reading && list.fetching ? withoutStop(list.answer?.report) : undefined),
    failure: reading ? failureIn(query) : failure,
    part: data && allRowsOf(list, data),
    read,
    cancel,
  };
}

/** How far the list's own reading is, which comes first; it is stopped at the list. */
function withoutStop(report: ReadReport | undefined): ReadReport | undefined {
  if (report === undefined) return undefined;
  const { stop: _, ...rest } = report;
  return rest;
}
