import * as v from "valibot";
import { isObject, type JsonValue } from "./json.ts";
import { field, readObject } from "./readers/field-readers.ts";
import { textId, textOrNull, time } from "./readers/value-readers.ts";

const optionalTime = field(v.nullish(time, null), null);

/** Reads a row of `tasks/schedules`, or of `events/system_tasks` as it was before; both lack a `pk`. */
export function readCleanUpTask(value: JsonValue) {
  const withPk = isObject(value) ? { ...value, pk: value["id"] ?? value["uuid"] ?? null } : value;
  return readObject(withPk, textId, {
    /** Of a schedule: when it runs next; in the past where no worker is there to run it. */
    next_run: optionalTime,
    /** Of a task: when it last ended. */
    finish_timestamp: optionalTime,
    /** Of a schedule. */
    paused: field(v.nullish(v.boolean(), null), null),
    /** How the last run ended: `done`, `successful`, `error`, `warning` … */
    last_task_status: textOrNull,
    status: textOrNull,
  });
}
