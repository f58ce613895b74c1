import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Failure } from "../../api/failures.ts";
import { removeFromLists } from "../../api/remove-object.ts";
import { serverNow } from "../../api/server-clock.ts";
import type { Entry } from "../entry.ts";
import type { Listed, Resource } from "../resource.ts";
import { type Deleted, noteDeleted, refreshWithout } from "./deleted-rows.ts";
import { deleteEach } from "./delete-each.ts";

/** How far a deletion is. */
export interface Deletion<T> {
  begun: boolean;
  running: boolean;
  /** It was stopped by hand: what is left was not tried. */
  stopped: boolean;
  deleted: number;
  /** Were gone already. */
  gone: number;
  failed: readonly (readonly [Entry<T>, Failure])[];
  /** Neither deleted nor failed: see `deleteEach`. */
  left: readonly Entry<T>[];
  /** @returns whether all of them are gone */
  run: (entries: readonly Entry<T>[]) => Promise<boolean>;
  /** @returns whether some are under way, which are waited for */
  stop: () => boolean;
}

type Standing<T> = Omit<Deletion<T>, "run" | "stop">;

/** Deletes rows on demand. When the page is left, no more are begun; those under way are noted all the same. */
export function useDeletion<T extends Listed>(
  resource: Resource<T>,
  all: readonly Entry<T>[],
): Deletion<T> {
  const client = useQueryClient();
  const { path, lists = [path] } = resource.endpoint;
  const [standing, setStanding] = useState<Standing<T>>({
    begun: false,
    running: false,
    stopped: false,
    deleted: 0,
    gone: 0,
    failed: [],
    left: all,
  });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function run(entries: readonly Entry<T>[]): Promise<boolean> {
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    const done = new Map<string, Deleted<T>>();
    const failed = new Map(standing.failed.map((one) => [one[0].key, one]));
    for (const { key } of entries) failed.delete(key);
    const counts = { deleted: standing.deleted, gone: standing.gone };
    // Also those that failed before, until they are tried again.
    const left = new Map([...standing.left, ...entries].map((entry) => [entry.key, entry]));
    let fresh: Deleted<T>[] = [];

    // Not after each of thousands: to say so costs more than to do it.
    const step = entries.length / 100;
    function tell(isRunning: boolean): void {
      noteDeleted(client, resource, fresh);
      fresh = [];
      setStanding({
        begun: true,
        running: isRunning,
        stopped: signal.aborted,
        ...counts,
        failed: [...failed.values()],
        left: [...left.values()],
      });
    }

    let untold = 0;
    tell(true);
    await deleteEach(entries, {
      signal,
      remove: ({ value }) => removeFromLists(lists, value.pk),
      onResult(entry, result) {
        left.delete(entry.key);
        if (typeof result === "string") {
          counts[result] += 1;
          const one = { entry, how: result, at: serverNow() };
          done.set(entry.key, one);
          fresh.push(one);
        } else failed.set(entry.key, [entry, result]);
        untold += 1;
        if (untold < step) return;
        untold = 0;
        tell(true);
      },
    });
    running.current = undefined;
    tell(false);
    if (done.size > 0) refreshWithout(client, resource, [...done.values()]);
    return done.size === entries.length;
  }

  function stop(): boolean {
    if (running.current === undefined) return false;
    running.current.abort();
    setStanding((now) => ({ ...now, stopped: true }));
    return true;
  }

  return { ...standing, run, stop };
}
