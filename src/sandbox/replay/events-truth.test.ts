import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import type { EventEntity } from "../events/event-entities.ts";
import { createEventLog } from "../events/event-log.ts";
import { isFields, type Json, type JsonFields } from "../http/json-fields.ts";
import { instant, type Instant } from "../rules/instant.ts";
import { asking } from "../testing/asking.ts";
import type { CallerName } from "../world/callers.ts";
import { createWorld } from "../world/world.ts";

// Generous, so that a busy machine does not fail the tests.
vi.setConfig({ testTimeout: 60_000 });

/** What running servers answered when asked for events, applications and background tasks. */
interface Seen {
  release: string;
  events: JsonFields[];
  autocomplete?: Json;
  application?: { fields: string[]; provider: string[]; meta_icon: Json };
  /** Whether a query found nothing, or every birth; `size` is the number of rows on its page. */
  queries?: {
    query: string;
    status: number;
    none?: boolean;
    all?: boolean;
    size?: number;
    body?: Json;
  }[];
  tasks?: { who: CallerName; path: string; status: number; fields?: string[] }[];
  /** The claims of access tokens, by the way that they came. */
  tokens?: Record<string, string[]>;
}

const FILE = new URL("recorded/openid/events.json", import.meta.url);
const recorded = JSON.parse(readFileSync(FILE, "utf8")) as Record<string, Seen>;
const versions = Object.entries(recorded).map(
  ([name, seen]) => [name, seen.release, seen] as const,
);

const PATH = "events/events/";
/** Shortly after the servers were asked, so that the dates in the queries fit. */
const START = Date.parse("2026-11-28T02:35:00Z");
const world = createWorld({ seed: 3, rows: 45, start: START, still: false });
const BIRTHS = "?action=authorize_application";
/** Depends on what the recorded server was used for. */
const OWN_ADDRESS = "client_ip=127.0.0.1";

describe.each(versions)("%s, as %s was seen", (version, _, seen) => {
  const ask = asking({ version, world, now: () => START });

  test("recorded events are sent as they were", async () => {
    const events = seen.events.map(entityOf).toSorted((one, other) => {
      return one.created < other.created ? -1 : 1;
    });
    const log = createEventLog(null, () => events);
    const replay = asking({ version, world: { ...world, events: log }, now: () => START });
    for (const row of seen.events) {
      const { body } = await replay(`${PATH}${String(row["pk"])}/`);
      expect({ ...body, brand: row["brand"] }).toEqual(row);
      expect(Object.keys(body)).toEqual(Object.keys(row));
      expect(Object.keys(body["brand"] as object)).toEqual(Object.keys(row["brand"] as object));
    }
    const { body } = await replay(`${PATH}?ordering=created&page_size=50`);
    expect(body.results.map(({ pk }) => pk)).toEqual(events.map(({ pk }) => pk));
  });

  test("generated events have the fields of recorded ones", async () => {
    for (const row of seen.events) {
      const { body } = await ask(`${PATH}?action=${String(row["action"])}&page_size=50`);
      const all = body.results.map((found) => shapeOf(found as JsonFields));
      expect(all).toContainEqual(shapeOf(row));
    }
  });

  test("a list tells what can be searched for", async () => {
    if (seen.autocomplete === undefined) return;
    const { autocomplete = null } = (await ask(`${PATH}?action=login_failed`)).body;
    expect(autocomplete).toEqual(seen.autocomplete);
  });

  test("filters, ordering and pages go the same way", async () => {
    const all = (await ask(PATH + BIRTHS)).body.pagination["count"];
    for (const { query, status, none, all: isAll, size = 0, body } of seen.queries ?? []) {
      if (query.includes(OWN_ADDRESS)) continue;
      const { response, body: sent } = await ask(PATH + here(`?${query}`));
      expect([query, response.status]).toEqual([query, status]);
      if (status !== 200) {
        expect(sent).toEqual(body);
        continue;
      }
      const { count } = sent.pagination;
      expect([query, count === 0, count === all]).toEqual([query, none, isAll]);
      if ([1, 20, 100].includes(size)) expect([query, sent.results.length]).toEqual([query, size]);
    }
  });

  test("background tasks are at the same paths, for the same people", async () => {
    for (const { who, path, status, fields } of seen.tasks ?? []) {
      const { response, body } = await asking({ version, world, now: () => START }, who)(path);
      expect([path, who, response.status]).toEqual([path, who, status]);
      if (fields !== undefined) expect(Object.keys(body.results[0] ?? {})).toEqual(fields);
    }
  });

  test("an application has the same fields", async () => {
    if (seen.application === undefined) return;
    const { body } = await ask("core/applications/grafana/");
    expect(Object.keys(body)).toEqual(seen.application.fields);
    expect(Object.keys(body["provider_obj"] as object)).toEqual(seen.application.provider);
    expect(body["meta_icon"]).toEqual(seen.application.meta_icon);
  });

  test("access tokens that came in each way have the same claims", async () => {
    if (seen.tokens === undefined) return;
    const claims = world
      .accessTokens(START)
      .flatMap(({ id_token }) => (id_token === null ? [] : [Object.keys(id_token)]));
    for (const way of ["authorization_code with nonce", "refresh_token"]) {
      expect([way, claims]).toEqual([way, expect.arrayContaining([seen.tokens[way]])]);
    }
    const machine = (seen.tokens["client_credentials"] ?? []).filter((name) => name !== "email");
    expect(claims).toContainEqual(machine);
  });
});

/** The query with the names of this world in place of those of the recorded server. */
function here(query: string): string {
  const gitlab = world.applications.find(({ slug }) => slug === "gitlab")?.pk ?? "";
  return query
    .replaceAll(/=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, `=${gitlab}`)
    .replaceAll(/=[0-9a-f]{32}/g, `=${gitlab.replaceAll("-", "")}`)
    .replaceAll("gl-user", "viewer")
    .replaceAll("gl-Grantlens", "GitLab")
    .replaceAll("page=99&", "page=99999&");
}

/** A recorded event in its newest shape, as the sandbox stores it. */
function entityOf(row: JsonFields): EventEntity {
  const { action, context } = row as { action: string; context: JsonFields };
  const { expected, http_request } = context;
  const path = "/application/o/authorize/";
  const newest = {
    ...context,
    ...(isFields(http_request) &&
      action === "authorize_application" && { http_request: { ...http_request, path } }),
    ...(Array.isArray(expected) && {
      expected: expected.map((uri: Json) =>
        typeof uri === "string"
          ? { url: uri, matching_mode: "strict", redirect_uri_type: "authorization" }
          : uri,
      ),
    }),
  };
  const at = (field: string): Instant => {
    const text = String(row[field]);
    return instant(Date.parse(text), Number(/\.\d{3}(\d{3})Z$/.exec(text)?.[1] ?? 0));
  };
  return {
    ...(row as unknown as EventEntity),
    context: newest,
    created: at("created"),
    expires: at("expires"),
  };
}

/** The names of all fields, at any depth, with the types of their values. What clients add is left out. */
function shapeOf(value: Json): Json {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (!isFields(value)) return value === null ? null : typeof value;
  const names = Object.keys(value)
    .filter((name) => !["nonce", "code_challenge", "code_challenge_method"].includes(name))
    .toSorted();
  return Object.fromEntries(names.map((name) => [name, shapeOf(value[name] ?? null)]));
}
