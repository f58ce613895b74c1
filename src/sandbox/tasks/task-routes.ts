import type { Call, Route, SandboxState } from "../http/call.ts";
import type { Json, JsonFields } from "../http/json-fields.ts";
import { isSuperuser, notPermitted, requireCaller } from "../rules/access.ts";
import { answerList } from "../rules/answer-list.ts";
import { writeInstant, instant } from "../rules/instant.ts";
import { byText } from "../rules/read-filters.ts";
import {
  CLEAN_UP,
  CLEAN_UP_DESCRIPTION,
  cleanUpRuns,
  nextCleanUp,
  type CleanUpRun,
} from "./clean-up-runs.ts";

const ACTOR = `authentik.core.tasks.${CLEAN_UP}`;
/** A stable uuid for the schedule. */
const SCHEDULE_PK = "2f4d7c52-6f07-4a3b-9a55-0c1be2a4b7d1";
const WORKER_PK = "b7c9a1de-3f48-4b6a-8b0e-5d2c7f9e1a63";

/**
 * The background tasks, of which there is one: the clean-up. Older versions have `events/system_tasks/` and
 * `admin/workers/`, newer ones `tasks/`. For superusers.
 */
export function taskRoutes({ version }: SandboxState): readonly Route[] {
  if (version.rules.task_lists === "system_tasks") {
    return [
      listOf("events/system_tasks", "System Task", "name", systemTasks),
      route("admin/workers", "Worker", ({ state }) => ({ count: workers(state).length })),
    ];
  }
  return [
    listOf("tasks/schedules", "Schedule", "actor_name", schedules),
    listOf("tasks/tasks", "Task", "actor_name", tasks),
    route("tasks/workers", "Worker", ({ state }) => workers(state)),
  ];
}

function route(path: string, name: string, answer: (call: Call) => Json): Route {
  return {
    pattern: new RegExp(`^${path}/$`),
    authorize,
    allow: ["GET"],
    handlers: { GET: (call) => ({ status: 200, cost: 40, body: answer(call) }) },
    name,
    description: "",
  };
}

function listOf(
  path: string,
  name: string,
  filter: string,
  rows: (call: Call) => readonly JsonFields[],
): Route {
  const textAt = (row: JsonFields, field: string): string => String(row[field] ?? "");
  const column = (field: string) => ({ of: (row: JsonFields) => textAt(row, field) });
  return {
    pattern: new RegExp(`^${path}/$`),
    authorize,
    allow: ["GET"],
    handlers: {
      GET: (call) =>
        answerList<JsonFields>(
          {
            rows,
            filters: [byText(filter, (row) => textAt(row, filter))],
            columns: {
              [filter]: column(filter),
              mtime: column("mtime"),
              next_run: column("next_run"),
              finish_timestamp: column("finish_timestamp"),
            },
            // The latest first.
            defaultOrder: [],
            searched: (row) => [textAt(row, filter), textAt(row, "description")],
            write: (_call, row) => row,
            cost: (count) => 40 + count,
          },
          call,
          null,
        ),
    },
    name: `${name} List`,
    description: "",
  };
}

function authorize(call: Call): void {
  requireCaller(call);
  if (!isSuperuser(call)) throw notPermitted(call);
}

function runsOf({ now, worldIndex }: Call): readonly CleanUpRun[] {
  return cleanUpRuns(worldIndex.world, now);
}

function systemTasks(call: Call): JsonFields[] {
  // Only the last result is kept.
  return runsOf(call)
    .slice(0, 1)
    .map(({ pk, started, finished, duration }) => ({
      uuid: pk,
      name: CLEAN_UP,
      full_name: CLEAN_UP,
      uid: "",
      description: CLEAN_UP_DESCRIPTION,
      start_timestamp: writeInstant(started),
      finish_timestamp: writeInstant(finished),
      duration,
      status: "successful",
      messages: [],
      expires: writeInstant(instant(Date.parse(finished) + 3_600_000)),
      expiring: true,
    }));
}

function tasks(call: Call): JsonFields[] {
  return runsOf(call).map(({ pk, finished }) => ({
    message_id: pk,
    queue_name: "default",
    actor_name: ACTOR,
    state: "done",
    mtime: writeInstant(finished),
    retries: 0,
    eta: null,
    rel_obj_id: null,
    uid: ACTOR,
    logs: [],
    previous_logs: [],
    aggregated_status: "done",
    description: CLEAN_UP_DESCRIPTION,
  }));
}

function schedules({ now, worldIndex }: Call): JsonFields[] {
  return [
    {
      id: SCHEDULE_PK,
      identifier: null,
      uid: ACTOR,
      actor_name: ACTOR,
      rel_obj_app_label: null,
      rel_obj_model: null,
      rel_obj_id: null,
      crontab: "2-59/5 * * * *",
      paused: false,
      next_run: writeInstant(instant(nextCleanUp(worldIndex.world, now))),
      description: CLEAN_UP_DESCRIPTION,
      last_task_status: "done",
    },
  ];
}

function workers({ worldIndex, version }: SandboxState): JsonFields[] {
  if (worldIndex.world.workerStopped !== null) return [];
  return [{ worker_id: WORKER_PK, version: version.release, version_matching: true }];
}
