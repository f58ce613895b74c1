import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import { readAuthorizationCode } from "./grant.ts";
import { readGroup } from "./group.ts";
import { isObject, type JsonObject, type JsonValue } from "./json.ts";
import { readMe } from "./caller.ts";
import { readPage, type Row } from "./page.ts";
import { readProvider } from "./provider.ts";
import { redact, SECRET_NAMES } from "./redact.ts";
import { readSource } from "./source.ts";
import { readGroupConnection } from "./connections/group-connection.ts";
import { CANARY, mutations } from "./testing/mutated-bodies.ts";
import { MeShape, pageShape, rowShape, SHAPES } from "./testing/domain-shapes.ts";
import { readUser } from "./user.ts";
import { readVersion } from "./authentik-version.ts";

/** The same bodies on every run; `MUTATIONS=1000000 MUTATION_SEED=7 npx vitest run …` searches further. */
const SEED = Number(process.env["MUTATION_SEED"] ?? 4);
/** Per test: objects and pages of six kinds, who-am-I and the version share the total equally. */
const RUNS = Math.ceil(Number(process.env["MUTATIONS"] ?? 11_200) / 14);
const PARAMETERS = { seed: SEED, numRuns: RUNS };

interface Recorded {
  request: { method: string; path: string };
  response: { status: number; body: JsonValue };
}

const recorded = import.meta.glob<Recorded[]>("../../sandbox/replay/recorded/*/cases.json", {
  eager: true,
  import: "default",
});
const recordedRows = import.meta.glob<Record<string, JsonObject[]>>(
  "../../sandbox/replay/recorded/*/rows.json",
  { eager: true, import: "default" },
);

/** One endpoint's bodies from all versions, as text, so that each run has its own copy. */
function bodiesOf(path: RegExp): string[] {
  return Object.values(recorded)
    .flat()
    .filter(({ request, response }) => {
      return request.method === "GET" && response.status === 200 && path.test(request.path);
    })
    .map(({ response }) => JSON.stringify(response.body));
}

/** Some rows of each version, as text. */
function rowsOf(...lists: string[]): string[] {
  return Object.values(recordedRows).flatMap((version) =>
    lists.flatMap((list) => (version[list] ?? []).slice(0, 12).map((row) => JSON.stringify(row))),
  );
}

/** A page of a few rows, as the server would write it. */
function pageOf(rows: readonly string[]): string {
  const { length: count } = rows;
  const [current, total_pages, next, previous] = [2, 5, 3, 1];
  const [start_index, end_index] = [count + 1, count * 2];
  const numbers = { next, previous, count: count * 5, current, total_pages };
  const pagination = { ...numbers, start_index, end_index };
  return `{"pagination":${JSON.stringify(pagination)},"results":[${rows.join(",")}],"autocomplete":{}}`;
}

type Read = (value: JsonValue) => Row<{ pk: string | number; raw: JsonObject }>;

const KINDS: [name: keyof typeof SHAPES, read: Read, rows: string[]][] = [
  ["AuthorizationCode", readAuthorizationCode, rowsOf("codes")],
  ["SourceConnection", readGroupConnection, rowsOf("connections")],
  ["Provider", readProvider, rowsOf("providers", "oauth2_providers")],
  ["User", readUser, rowsOf("users")],
  ["Group", readGroup, rowsOf("groups")],
  ["Source", readSource, rowsOf("sources", "oauth_sources")],
];

function mutated(texts: readonly string[]): fc.Arbitrary<JsonObject> {
  return fc.tuple(fc.constantFrom(...texts), mutations).map(([text, mutate]) => {
    const body = JSON.parse(text) as JsonObject;
    mutate(body);
    return body;
  });
}

/** No planted secret in anything made from a body, and nothing that JSON cannot represent. */
function expectClean(made: unknown): void {
  const text = JSON.stringify(made) ?? "";
  if (text.includes(CANARY)) throw new Error(`a secret at ${text.indexOf(CANARY)}`);
}

/** Fields of a row that hold no secret are kept unchanged, whatever their names. */
function expectKept(came: JsonValue | undefined, raw: JsonValue): void {
  if (!isObject(came) || !isObject(raw)) return;
  expect(Object.keys(raw)).toEqual(Object.keys(came));
  for (const [name, value] of Object.entries(came)) {
    const isPlain = typeof value !== "object" && !String(value).includes(CANARY);
    if (!isPlain || SECRET_NAMES.has(name)) continue;
    if (!Object.is(Object.getOwnPropertyDescriptor(raw, name)?.value, value)) {
      throw new Error(`the field ${JSON.stringify(name)} is lost`);
    }
  }
}

function expectIdempotent(body: JsonValue): void {
  const once = redact(body);
  expectClean(once);
  expect(redact(once)).toBe(once);
  // The page parses anew what the proxy has redacted.
  const text = JSON.stringify(once);
  if (JSON.stringify(redact(JSON.parse(text) as JsonValue)) !== text) {
    throw new Error("redacted twice is not redacted once");
  }
}

test("there are bodies to mutate", () => {
  for (const [, read, rows] of KINDS) {
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.every((row) => read(JSON.parse(row) as JsonValue).readable)).toBe(true);
    expect(readPage(JSON.parse(pageOf(rows.slice(0, 3))) as JsonValue, read)?.rows).toHaveLength(3);
  }
});

test.each(KINDS)("mutated objects are read or rejected: %s", (name, read, rows) => {
  const shape = rowShape(SHAPES[name]);
  let readable = 0;
  fc.assert(
    fc.property(mutated(rows), (body) => {
      expectIdempotent(body);
      const row = read(body);
      v.assert(shape, row);
      expectClean(row);
      if (row.readable) expectKept(body, row.value.raw);
      readable += row.readable ? 1 : 0;
    }),
    PARAMETERS,
  );
  // Reading or rejecting all of them would mean that the mutations are too mild or too wild.
  expect(readable).toBeGreaterThan(RUNS / 4);
  expect(readable).toBeLessThan(RUNS);
});

test.each(KINDS)("mutated pages are read or rejected: %s", (name, read, rows) => {
  const shape = v.nullable(pageShape(SHAPES[name]));
  const pages = rows.slice(0, -3).map((_, at) => pageOf(rows.slice(at, at + (at % 3) + 1)));
  let answers = 0;
  fc.assert(
    fc.property(mutated(pages), fc.option(fc.integer(), { nil: undefined }), (body, asked) => {
      expectIdempotent(body);
      const page = readPage(body, read, asked);
      v.assert(shape, page);
      expectClean(page);
      if (page === null) return;
      answers += 1;
      const came = body["results"] as JsonValue[];
      page.rows.forEach((row, at) => row.readable && expectKept(came[at], row.raw));
    }),
    PARAMETERS,
  );
  expect(answers).toBeGreaterThan(RUNS / 4);
  expect(answers).toBeLessThan(RUNS);
});

test("mutated who-am-I responses are read as a user or as nobody", () => {
  const bodies = bodiesOf(/core\/users\/me\/$/);
  expect(bodies.length).toBeGreaterThan(3);
  fc.assert(
    fc.property(mutated(bodies), (body) => {
      expectIdempotent(body);
      const me = readMe(body);
      v.assert(MeShape, me);
      expectClean(me);
    }),
    PARAMETERS,
  );
});

test("mutated version responses are read as a text or as nothing", () => {
  const bodies = bodiesOf(/admin\/version\/$/);
  expect(bodies.length).toBeGreaterThan(3);
  fc.assert(
    fc.property(mutated(bodies), (body) => {
      expectIdempotent(body);
      const version = readVersion(body);
      v.assert(v.nullable(v.pipe(v.string(), v.nonEmpty())), version);
      expectClean(version);
    }),
    PARAMETERS,
  );
});

test("every reader rejects what is not an object", () => {
  const nothings: JsonValue[] = [null, true, 0, -1, "", "text", [], [[]], [{ pk: 1 }]];
  for (const value of nothings) {
    for (const [, read] of KINDS) {
      expect(read(value)).toMatchObject({ readable: false, problems: [{ path: "" }] });
      expect(readPage(value, read)).toBeNull();
    }
    expect(readMe(value)).toBeNull();
    expect(readVersion(value)).toBeNull();
  }
});
