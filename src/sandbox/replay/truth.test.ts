/* oxlint-disable no-await-in-loop -- a recording is replayed in order */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { reasonNotCovered } from "./not-covered.ts";
import { copyCases, copyRows, restored } from "./recorded-copy.ts";
import { isFields, type Json } from "../http/json-fields.ts";
import {
  recordedAt,
  gatherRows,
  withRowsOf,
  type RecordedCase,
  type RecordedRows,
} from "./recorded-rows.ts";
import { recordedWorld } from "./recorded-world.ts";
import { AUDITOR_PERMISSIONS } from "../rules/permissions.ts";
import { createSandbox } from "../sandbox.ts";
import { differences } from "./compare-answers.ts";
import { VERSIONS } from "../versions/known-versions.ts";

/** Generous, so that a busy machine does not fail the tests. */
vi.setConfig({ testTimeout: 60_000 });

/** The API tokens used for the recordings. */
const ADMIN_TOKEN = "admin-token-0123456789";

const TOKENS = [
  { key: ADMIN_TOKEN, username: "akadmin", permissions: [] },
  { key: "auditor-token-0123456789", username: "auditor", permissions: AUDITOR_PERMISSIONS },
  { key: "viewer-token-0123456789", username: "viewer", permissions: [] },
];

/** The provider of most codes on unrecorded pages, and a user who has codes of no other provider. */
const STAND_IN = { provider: 9, user: 40 };

/**
 * The order in which cases that depend on each other were recorded, because their times are exact only to the second.
 */
const SEQUENCE = [
  "x-codes-delete-for-events",
  "codes-delete-ok",
  "x-gc-oauth-post",
  "x-gc-oauth-delete",
  "gc-oauth-post-ok",
  "gc-oauth-post-duplicate",
  "gc-oauth-post-saml-source",
  "gc-oauth-put-ok",
  "gc-oauth-patch-ok",
  "gc-oauth-patch-empty",
  "gc-oauth-patch-readonly",
  "gc-oauth-patch-bad",
  "gc-oauth-put-missing",
  "gc-oauth-patch-auditor",
  "gc-oauth-delete-auditor",
  "gc-oauth-delete-viewer",
  "gc-oauth-delete-nobody",
  "gc-oauth-delete-ok",
  "gc-oauth-delete-gone",
  "gc-oauth-patch-gone",
];

function step({ case: name }: RecordedCase): number {
  return SEQUENCE.indexOf(name);
}

function inOrder(cases: readonly RecordedCase[]): RecordedCase[] {
  return cases.toSorted(
    (one, other) => recordedAt(one) - recordedAt(other) || step(one) - step(other),
  );
}

function requestOf({ request }: RecordedCase, path: string): Request {
  const { body, headers, method } = request;
  return new Request(`http://sandbox${path}`, {
    method,
    headers,
    body:
      body === undefined || body === null
        ? null
        : typeof body === "string"
          ? body
          : JSON.stringify(body),
  });
}

async function replay(version: string, rows: RecordedRows, cases: readonly RecordedCase[]) {
  let now = 0;
  const sandbox = createSandbox({ version, world: recordedWorld(rows, TOKENS), now: () => now });
  const failed: Record<string, string[]> = {};
  // A created object gets a different key in the sandbox than in the recording.
  const created = new Map<string, string>();
  for (const each of inOrder(cases)) {
    now = recordedAt(each);
    const path = each.request.path.replace(/\/(\d+)\/$/, (whole, key: string) =>
      created.has(key) ? `/${created.get(key)}/` : whole,
    );
    const response = await sandbox.handle(requestOf(each, path));
    const { status, headers } = response;
    const text = await response.text();
    if (status === 201) created.set(keyIn(each.response.body), keyIn(JSON.parse(text) as Json));
    const found = differences(each, { status, headers, text });
    if (found.length > 0) failed[each.case] = found.slice(0, 8);
  }
  return failed;
}

function keyIn(body: Json): string {
  return isFields(body) ? String(body["pk"]) : "";
}

function readJson<Value>(...path: string[]): Value {
  return JSON.parse(readFileSync(join(...path), "utf8")) as Value;
}

/** One entry per line, so that diffs are readable. */
function lines(list: readonly unknown[]): string {
  return `[\n${list.map((entry) => JSON.stringify(entry)).join(",\n")}\n]`;
}

function writeCopy(folder: string, rows: RecordedRows, cases: readonly RecordedCase[]): void {
  const lists = Object.entries(copyRows(rows)).map(([name, list]) => `"${name}": ${lines(list)}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "rows.json"), `{\n${lists.join(",\n")}\n}\n`);
  writeFileSync(join(folder, "cases.json"), `${lines(cases)}\n`);
}

const COPIES = join(import.meta.dirname, "recorded");

/** The folder with full recordings, if there is one. */
const WHOLE = process.env["GRANTLENS_RECORDINGS"];

/** If also set, the selections are copied again, even for a version that has none yet. */
const COPYING = WHOLE !== undefined && process.env["GRANTLENS_COPY"] !== undefined;

const recorded = Object.entries(VERSIONS).filter(
  ([, release]) =>
    existsSync(join(COPIES, release)) || (COPYING && existsSync(join(WHOLE, release, "cases"))),
);

/** The version with the long selection; for the others, examples and differences suffice. */
const AT_LENGTH = "2026.2";

test("every version was recorded or has its own tests", () => {
  const others = Object.keys(VERSIONS).filter((name) => !recorded.some(([own]) => own === name));
  // They are tested in `known-versions.test.ts`.
  expect(others).toEqual(["2024.12", "2026.8"]);
});

describe.each(recorded)("version %s", (version, release) => {
  const copied = join(COPIES, release);

  test.skipIf(COPYING)("responds as recorded: the selection that covers every rule", async () => {
    const rows = readJson<RecordedRows>(copied, "rows.json");
    const cases = readJson<RecordedCase[]>(copied, "cases.json").map((each) =>
      restored(each, ADMIN_TOKEN),
    );
    expect(cases.filter((each) => reasonNotCovered(each) !== null)).toEqual([]);
    expect(await replay(version, rows, cases)).toEqual({});
  });

  const folder = join(WHOLE ?? "", release, "cases");
  const whole = WHOLE !== undefined && existsSync(folder);

  test.runIf(whole)("responds as recorded: the full recording", async () => {
    const all = readdirSync(folder)
      .filter((file) => file.endsWith(".json"))
      .map((file) => readJson<RecordedCase>(folder, file));
    const covered = all.filter((each) => reasonNotCovered(each) === null);
    const rows = gatherRows(all, STAND_IN);
    if (COPYING) writeCopy(copied, rows, copyCases(covered, version !== AT_LENGTH));
    // A folder with only a few cases may lack the lists that contain their rows.
    const known = readJson<RecordedRows>(copied, "rows.json");
    const failed = await replay(version, withRowsOf(rows, known), covered);
    expect(covered.length).toBeGreaterThan(0);
    expect(failed).toEqual({});
  });
});
