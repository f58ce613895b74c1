import { expect, test } from "vitest";
import { asking, WORLD_START } from "../testing/asking.ts";
import { CALLERS } from "../world/callers.ts";
import { createWorld } from "../world/world.ts";
import { VERSIONS } from "../versions/known-versions.ts";

const ACTOR = "authentik.core.tasks.clean_expired_models";
const OLD = ["events/system_tasks/", "admin/workers/"];
const NEW = ["tasks/schedules/", "tasks/tasks/", "tasks/workers/"];
const MINUTE = 60_000;
const lively = createWorld({ seed: 1, rows: 9, start: WORLD_START, still: false });

test.each(Object.keys(VERSIONS))("%s: which paths exist, and for whom", async (version) => {
  const isOld = ["2024.8", "2024.12", "2025.4"].includes(version);
  for (const path of [...OLD, ...NEW]) {
    const asked = CALLERS.map((as) => asking({ version }, as)(path));
    const statuses = (await Promise.all(asked)).map(({ response }) => response.status).join(" ");
    const offered = OLD.includes(path) === isOld;
    expect([path, statuses]).toEqual([
      path,
      offered ? "200 403 403 403 403" : "404 404 404 404 404",
    ]);
  }
});

test("the clean-up ran at its minute before now, and runs at the next one", async () => {
  for (const minutes of [0, 3, 7, 61]) {
    const now = WORLD_START + minutes * MINUTE + 1;
    const ask = asking({ version: "2026.2", world: lively, now: () => now });
    const [schedule] = (await ask(`tasks/schedules/?actor_name=${ACTOR}`)).body.results;
    const next = Date.parse(String(schedule?.["next_run"]));
    expect(next).toBeGreaterThan(now);
    expect(next - now).toBeLessThanOrEqual(5 * MINUTE);
    expect(new Date(next).getUTCMinutes() % 5).toBe(2);
    const query = `?actor_name=${ACTOR}&ordering=-mtime&page_size=1`;
    const { body } = await ask(`tasks/tasks/${query}`);
    const last = Date.parse(String(body.results[0]?.["mtime"]));
    expect(body.pagination["count"]).toBe(12);
    expect(next - 5 * MINUTE).toBeLessThanOrEqual(last);
    expect(last - (next - 5 * MINUTE)).toBeLessThan(2000);
    const old = asking({ version: "2025.4", world: lively, now: () => now });
    const { results } = (await old("events/system_tasks/?name=clean_expired_models")).body;
    expect(Date.parse(String(results[0]?.["finish_timestamp"]))).toBe(last);
    expect((await old("admin/workers/")).body).toEqual({ count: 1 });
    expect((await ask("tasks/workers/")).body).toHaveLength(1);
  }
});

test("in a still world there is no worker, and the next run is overdue", async () => {
  const ask = asking({ version: "2026.2" });
  const [schedule] = (await ask("tasks/schedules/")).body.results;
  expect(Date.parse(String(schedule?.["next_run"]))).toBeLessThan(WORLD_START);
  expect((await ask("tasks/workers/")).body).toEqual([]);
  expect((await asking({ version: "2024.8" })("admin/workers/")).body).toEqual({ count: 0 });
});
