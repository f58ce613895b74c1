/* oxlint-disable no-await-in-loop -- requests are sequential, as in a browser */
import { expect, test, vi } from "vitest";
import { instant } from "./rules/instant.ts";
import { createSandbox } from "./sandbox.ts";
import {
  asking,
  CODES_PATH,
  GROUP_CONNECTIONS_PATH,
  invented,
  WORLD_START,
} from "./testing/asking.ts";
import { testCode, worldWithCodes } from "./testing/world-with-codes.ts";

// A busy machine must not fail these tests.
vi.setConfig({ testTimeout: 30_000 });

test("an unsupported version is rejected", () => {
  expect(() => createSandbox({ world: invented, now: () => WORLD_START, version: "1.0" })).toThrow(
    "no such version: 1.0 (offered: 2024.8, 2024.12, 2025.4, 2025.12, 2026.2, 2026.8)",
  );
});

test("is_expired follows the sandbox's clock to the microsecond", async () => {
  let now = WORLD_START;
  const rows = [
    testCode(1, { expires: instant(WORLD_START + 1000, 1) }),
    testCode(2, { expires: instant(WORLD_START - 1000), expiring: false }),
    testCode(3, { expires: null, expiring: false }),
  ];
  const ask = asking({ world: worldWithCodes(rows), now: () => now, random: () => 0 });
  const expired = async () => {
    const { body } = await ask(`${CODES_PATH}?ordering=pk`);
    return body.results.map((row) => row["is_expired"]);
  };
  expect(await expired()).toEqual([false, false, false]);
  now = WORLD_START + 1000;
  expect(await expired()).toEqual([false, false, false]);
  now = WORLD_START + 1001;
  expect(await expired()).toEqual([true, false, false]);
});

test("microseconds are serialized unless they are zero", async () => {
  const rows = [
    testCode(1, { expires: instant(WORLD_START, 7) }),
    testCode(2, { expires: instant(WORLD_START) }),
  ];
  const { body } = await asking({ world: worldWithCodes(rows) })(`${CODES_PATH}?ordering=pk`);
  expect(body.results.map((row) => row["expires"])).toEqual([
    "2026-11-22T06:00:00.000007Z",
    "2026-11-22T06:00:00Z",
  ]);
});

test("an expiring row without expires crashes only the pages that contain it", async () => {
  const rows = [testCode(1), testCode(2, { expires: null })];
  const ask = asking({ world: worldWithCodes(rows) });
  expect((await ask(`${CODES_PATH}?ordering=pk&page_size=1`)).response.status).toBe(200);
  const broken = await ask(`${CODES_PATH}?ordering=pk&page_size=1&page=2`);
  expect(broken.response.status).toBe(500);
  expect(broken.response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(broken.response.headers.get("x-authentik-id")).toMatch(/^[0-9a-f]{32}$/);
  expect((await ask(`${CODES_PATH}2/`)).response.status).toBe(500);
  expect((await ask(`${CODES_PATH}2/`, { method: "DELETE" })).response.status).toBe(204);
  expect((await ask(`${CODES_PATH}2/`)).response.status).toBe(404);
});

test("errors take precedence in order: format, method, filters, ordering, search, page", async () => {
  const ask = asking();
  const list = GROUP_CONNECTIONS_PATH;
  const all = "?group=abc&ordering=source_obj&search=%00&page=99";
  expect((await ask(`${list}${all}&format=csv`)).response.status).toBe(404);
  expect((await ask(`${list}${all}`, { method: "PUT" })).response.status).toBe(405);
  expect((await ask(list + all)).body).toEqual({ group: ["“abc” is not a valid UUID."] });
  expect((await ask(list + all.replace("abc", ""))).response.status).toBe(500);
  expect((await ask(`${list}?search=%00&page=99`)).response.status).toBe(400);
  expect((await ask(`${list}?page=99`)).response.status).toBe(404);
});

test("unknown paths: an HTML page for GET, an empty 405 for unsafe methods", async () => {
  const ask = asking();
  for (const path of ["oauth2/authorization_codes", "nothing/", "core/users/1", "../v4/x/", "%"]) {
    const read = await ask(path);
    expect(read.response.status).toBe(404);
    expect(read.text).toContain("<!DOCTYPE html>");
    expect(read.response.headers.get("allow")).toBeNull();
    const changed = await ask(path, { method: "DELETE" });
    expect(changed.response.status).toBe(405);
    expect(changed.text).toBe("");
    expect(changed.response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  }
});

test("HEAD is GET without a body", async () => {
  const ask = asking();
  for (const path of [
    CODES_PATH,
    "core/users/me/",
    "core/users/abc/",
    "nothing/",
    `${CODES_PATH}?page=0`,
  ]) {
    const [read, head] = [await ask(path), await ask(path, { method: "HEAD" })];
    expect(head.text).toBe("");
    expect(head.response.status).toBe(read.response.status);
    for (const name of ["content-type", "allow", "vary"]) {
      expect(head.response.headers.get(name)).toBe(read.response.headers.get(name));
    }
  }
});

test("with real latency, answers take as long as those of a real server", async () => {
  const waited: number[] = [];
  const sleep = (ms: number) => {
    waited.push(ms);
    return Promise.resolve();
  };
  const ask = asking({ latency: "real", sleep });
  await ask(`${CODES_PATH}?page_size=1`);
  await ask(`${CODES_PATH}?page_size=20`);
  await ask(`${CODES_PATH}?page_size=100`);
  await ask(`${CODES_PATH}?page_size=20&include_groups=false&include_roles=false`);
  expect(waited.map(Math.round)).toEqual([40, 268, 1228, 214]);
});

test("a group connection can be created, updated and deleted once", async () => {
  const ask = asking();
  const path = GROUP_CONNECTIONS_PATH;
  const headers = { "content-type": "application/json" };
  const [group, source] = [invented.groups.at(-1)?.pk, invented.sources.at(-1)?.pk];
  const fields = { group, source, identifier: " new " };
  const made = await ask(path, { method: "POST", headers, body: JSON.stringify(fields) });
  expect(made.response.status).toBe(201);
  const pk = Number((made.body as unknown as { pk: number }).pk);
  const patch = { method: "PATCH", headers, body: JSON.stringify({ identifier: "newer" }) };
  expect((await ask(`${path}${pk}/`, patch)).body["identifier"]).toBe("newer");
  expect((await ask(`${path}${pk}/`, { method: "DELETE" })).response.status).toBe(204);
  expect((await ask(`${path}${pk}/`, { method: "DELETE" })).response.status).toBe(404);
});

test("a page of a hundred thousand codes takes less than half a second of CPU time", async () => {
  const providers = invented.providers.map(({ pk }) => pk);
  const users = invented.users.map(({ pk }) => pk);
  const rows = Array.from({ length: 100_000 }, (_, index) =>
    testCode(index + 1, {
      provider: providers[(index * 7) % providers.length] ?? 0,
      user: users[(index * 13) % users.length] ?? 0,
      expires: instant(WORLD_START + ((index * 7919) % 100_000) * 10),
    }),
  );
  const ask = asking({ world: worldWithCodes(rows) });
  // CPU time of this process, so that a busy machine does not matter.
  const began = process.cpuUsage();
  for (const ordering of ["", "-expires,pk", "user,pk", "provider,-expires"]) {
    for (const page of ["1", "last"]) {
      const { body } = await ask(`${CODES_PATH}?ordering=${ordering}&page=${page}&page_size=100`);
      expect(body.results.length).toBe(100);
    }
  }
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1000 / 8).toBeLessThan(500);
});
