import { queryOptions } from "@tanstack/react-query";
import { getPage } from "../api/endpoint.ts";
import { failureOf } from "../api/failures.ts";
import { keys } from "../api/keys.ts";
import { readCleanUpTask } from "../api/wire/clean-up-task.ts";
import { CLEANUP_GRACE_MS, nextCleanup } from "../model/clean-up.ts";

/** When authentik's next clean-up is, and whether the last one ran. */
export interface CleanUp {
  /** Epoch milliseconds; in the past where it is late. */
  next: number;
  /** authentik told so; else it is the rule. */
  isTold: boolean;
  state: "runs" | "late" | "paused" | "failed";
}

const CLEAN_UP = "clean_expired_models";
const EVERY_MS = 5 * 60_000;
const BROKEN: ReadonlySet<string> = new Set(["error", "rejected", "warning"]);

/**
 * The clean-up, as `tasks/schedules` tells it (2025.10 and later), or `events/system_tasks` (before): only one of them
 * exists. Who may ask neither goes by the rule: minutes 2, 7, 12 … of the hour.
 *
 * @param now the server's clock, epoch milliseconds.
 */
export function cleanUpQuery(now: () => number) {
  return queryOptions({
    queryKey: keys.overviewCleanUp,
    queryFn: async ({ signal }): Promise<CleanUp> => {
      const byRule = (): CleanUp => ({ next: nextCleanup(now()), isTold: false, state: "runs" });
      const first = async (path: string, filter: Record<string, string>) => {
        const page = await getPage(path, { ...filter, page_size: "1" }, readCleanUpTask, signal);
        const [row] = page.rows;
        return row?.readable ? row.value : null;
      };
      try {
        const schedule = await first("tasks/schedules/", {
          actor_name: `authentik.core.tasks.${CLEAN_UP}`,
        });
        const next = Date.parse(schedule?.next_run ?? "");
        if (schedule === null || Number.isNaN(next)) return byRule();
        const isBroken = BROKEN.has(schedule.last_task_status ?? "");
        return {
          next,
          isTold: true,
          state: stateOf(schedule.paused === true, next, isBroken, now()),
        };
      } catch (error) {
        // A path that does not exist is answered with a page of authentik's.
        if (failureOf(error).kind === "forbidden") return byRule();
        orThrow(error, byRule);
      }
      try {
        const task = await first("events/system_tasks/", { name: CLEAN_UP });
        const last = Date.parse(task?.finish_timestamp ?? "");
        if (task === null || Number.isNaN(last)) return byRule();
        const next = nextCleanup(last);
        const isBroken = BROKEN.has(task.status ?? "");
        return { next, isTold: true, state: stateOf(false, next, isBroken, now()) };
      } catch (error) {
        return orThrow(error, byRule);
      }
    },
    // Asked again when it should have run.
    staleTime: ({ state: { data } }) => (data && data.next > now() ? EVERY_MS : 60_000),
    retry: false,
  });
}

function stateOf(
  isPaused: boolean,
  next: number,
  isBroken: boolean,
  now: number,
): CleanUp["state"] {
  if (isPaused) return "paused";
  if (next < now - CLEANUP_GRACE_MS) return "late";
  return isBroken ? "failed" : "runs";
}

/** What may not be asked is known by the rule; who is signed out is told so elsewhere. */
function orThrow(error: unknown, byRule: () => CleanUp): CleanUp {
  const { kind } = failureOf(error);
  if (kind === "signed-out" || kind === "token-refused" || kind === "aborted") throw error;
  return byRule();
}
