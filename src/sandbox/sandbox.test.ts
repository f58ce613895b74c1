/* oxlint-disable no-await-in-loop -- requests follow one another, as they would in a browser */
import { expect, test } from "vitest";
import { stillCodes } from "./codes/codes-listed.ts";
import { gatherRows } from "./replay/recorded-rows.ts";
import type { AuthorizationCodeEntity } from "./world/grant-entities.ts";
import type { World } from "./world/entities.ts";
import { instant } from "./rules/instant.ts";
import { createSandbox } from "./sandbox.ts";
import { asking, CODES, CONNECTIONS, invented, START } from "./testing/asking.ts";

function code(pk: number, more: Partial<AuthorizationCodeEntity> = {}): AuthorizationCodeEntity {
  const [provider, user] = [invented.providers[0]?.pk ?? 0, invented.users[0]?.pk ?? 0];
  const expires = instant(START + pk * 1000);
  return { pk, provider, user, expires, expiring: true, scope: ["openid"], ...more };
}

function worldOf(codes: readonly AuthorizationCodeEntity[]): World {
  const still = stillCodes(codes);
  return { ...invented, codes: () => still };
}

test("a version that is not offered is refused", () => {
  expect(() => createSandbox({ world: invented, now: () => START, version: "1.0" })).toThrow(
    "no such version: 1.0 (offered: 2024.8, 2024.12, 2025.4, 2025.12, 2026.2, 2026.8)",
  );
});

test("is_expired follows the clock of the sandbox, to the row's own moment", async () => {
  let now = START;
  const rows = [
    code(1, { expires: instant(START + 1000, 1) }),
    code(2, { expires: instant(START - 1000), expiring: false }),
    code(3, { expires: null, expiring: false }),
  ];
  const ask = asking({ world: worldOf(rows), now: () => now, random: () => 0 });
  const expired = async () => {
    const { body } = await ask(`${CODES}?ordering=pk`);
    return body.results.map((row) => row["is_expired"]);
  };
  expect(await expired()).toEqual([false, false, false]);
  now = START + 1000;
  expect(await expired()).toEqual([false, false, false]);
  now = START + 1001;
  expect(await expired()).toEqual([true, false, false]);
});

test("microseconds are written, but not when they are zero", async () => {
  const rows = [code(1, { expires: instant(START, 7) }), code(2, { expires: instant(START) })];
  const { body } = await asking({ world: worldOf(rows) })(`${CODES}?ordering=pk`);
  expect(body.results.map((row) => row["expires"])).toEqual([
    "2026-11-22T06:00:00.000007Z",
    "2026-11-22T06:00:00Z",
  ]);
});

test("no moment is last in ascending and first in descending order", async () => {
  const rows = [code(1), code(2, { expires: null, expiring: false }), code(3)];
  const ask = asking({ world: worldOf(rows) });
  const keys = async (ordering: string) =>
    (await ask(`${CODES}?ordering=${ordering}`)).body.results.map(({ pk }) => pk);
  expect(await keys("expires")).toEqual([1, 3, 2]);
  expect(await keys("-expires")).toEqual([2, 3, 1]);
  expect(await keys("nothing, -pk ,scope")).toEqual([3, 2, 1]);
});

test("a row that shall expire at no moment breaks the pages that hold it, and only those", async () => {
  const rows = [code(1), code(2, { expires: null })];
  const ask = asking({ world: worldOf(rows) });
  expect((await ask(`${CODES}?ordering=pk&page_size=1`)).response.status).toBe(200);
  const broken = await ask(`${CODES}?ordering=pk&page_size=1&page=2`);
  expect(broken.response.status).toBe(500);
  expect(broken.response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(broken.response.headers.get("x-authentik-id")).toMatch(/^[0-9a-f]{32}$/);
  expect((await ask(`${CODES}2/`)).response.status).toBe(500);
  expect((await ask(`${CODES}2/`, { method: "DELETE" })).response.status).toBe(204);
  expect((await ask(`${CODES}2/`)).response.status).toBe(404);
});

test("all pages together are all rows, when the order leaves nothing to chance", async () => {
  const ask = asking();
  for (const ordering of ["user,pk", "-provider,pk", "expires,-pk", ""]) {
    const seen: number[] = [];
    for (let page = 1; page !== 0;) {
      const { body } = await ask(`${CODES}?page_size=20&page=${page}&ordering=${ordering}`);
      seen.push(...body.results.map(({ pk }) => pk));
      page = body.pagination["next"] ?? 0;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await ask(CODES)).body.pagination["count"]);
  }
});

async function size(version: string, asked: string): Promise<number> {
  return (await asking({ version })(`core/users/?${asked}`)).body.results.length;
}

test("the page size in force", async () => {
  expect(await size("2026.2", "")).toBe(20);
  expect(await size("2026.2", "page_size=0")).toBe(20);
  expect(await size("2026.2", "page_size=+7")).toBe(7);
  expect(await size("2026.2", "page_size=7.0")).toBe(20);
  expect(await size("2026.2", "page_size=5000")).toBe(100);
  expect(await size("2024.8", "page_size=x")).toBe(100);
  expect(await size("2024.8", "page_size=5000")).toBeGreaterThan(500);
});

test("search: blanks and commas part terms, quotes join them where the version knows quotes", async () => {
  const user = invented.users.find(({ name }) => /^[A-Za-z]+ [A-Za-z]+$/.test(name));
  const [first = "", last = ""] = user?.name.split(" ") ?? [];
  const found = async (version: string, search: string) => {
    const { body } = await asking({ version })(
      `core/users/?page_size=100&search=${encodeURIComponent(search)}`,
    );
    return body.results.some(({ pk }) => pk === user?.pk);
  };
  for (const version of ["2024.8", "2026.2"]) {
    expect(await found(version, `${last.toUpperCase()},${first}`)).toBe(true);
    expect(await found(version, `${first} ${last} zzz`)).toBe(false);
  }
  expect(await found("2026.2", `"${first} ${last}"`)).toBe(true);
  expect(await found("2026.2", `'${last} ${first}'`)).toBe(false);
  expect(await found("2024.8", `"${first} ${last}"`)).toBe(false);
});

test("a NUL is refused as a bare list since 2025.4, even where search looks at nothing", async () => {
  const asked = `${CODES}?search=a%00`;
  const refused = await asking({ version: "2026.2" })(asked);
  expect(refused.response.status).toBe(400);
  expect(refused.body).toEqual(["Null characters are not allowed."]);
  expect((await asking({ version: "2024.8" })(asked)).response.status).toBe(200);
});

test("complaints come one after the other: format, method, filters, ordering, search, page", async () => {
  const ask = asking();
  const list = CONNECTIONS;
  const all = "?group=abc&ordering=source_obj&search=%00&page=99";
  expect((await ask(`${list}${all}&format=csv`)).response.status).toBe(404);
  expect((await ask(`${list}${all}`, { method: "PUT" })).response.status).toBe(405);
  expect((await ask(list + all)).body).toEqual({ group: ["“abc” is not a valid UUID."] });
  expect((await ask(list + all.replace("abc", ""))).response.status).toBe(500);
  expect((await ask(`${list}?search=%00&page=99`)).response.status).toBe(400);
  expect((await ask(`${list}?page=99`)).response.status).toBe(404);
});

test("paths that are not there: a page for reading, an empty 405 for changing", async () => {
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
  for (const path of [CODES, "core/users/me/", "core/users/abc/", "nothing/", `${CODES}?page=0`]) {
    const [read, head] = [await ask(path), await ask(path, { method: "HEAD" })];
    expect(head.text).toBe("");
    expect(head.response.status).toBe(read.response.status);
    for (const name of ["content-type", "allow", "vary"]) {
      expect(head.response.headers.get(name)).toBe(read.response.headers.get(name));
    }
  }
});

test("answers take as long as those of a real server, if that is wished for", async () => {
  const waited: number[] = [];
  const sleep = (ms: number) => {
    waited.push(ms);
    return Promise.resolve();
  };
  const ask = asking({ latency: "real", sleep });
  await ask(`${CODES}?page_size=1`);
  await ask(`${CODES}?page_size=20`);
  await ask(`${CODES}?page_size=100`);
  await ask(`${CODES}?page_size=20&include_groups=false&include_roles=false`);
  expect(waited.map(Math.round)).toEqual([40, 268, 1228, 214]);
});

test("what is created is listed, what is changed is changed, what is deleted is gone", async () => {
  const ask = asking();
  const path = CONNECTIONS;
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

test("a hundred thousand codes: a page is a matter of milliseconds", async () => {
  const providers = invented.providers.map(({ pk }) => pk);
  const users = invented.users.map(({ pk }) => pk);
  const rows = Array.from({ length: 100_000 }, (_, index) =>
    code(index + 1, {
      provider: providers[(index * 7) % providers.length] ?? 0,
      user: users[(index * 13) % users.length] ?? 0,
      expires: instant(START + ((index * 7919) % 100_000) * 10),
    }),
  );
  const ask = asking({ world: worldOf(rows) });
  // Time of this process only: how busy the machine is does not count.
  const began = process.cpuUsage();
  for (const ordering of ["", "-expires,pk", "user,pk", "provider,-expires"]) {
    for (const page of ["1", "last"]) {
      const { body } = await ask(`${CODES}?ordering=${ordering}&page=${page}&page_size=100`);
      expect(body.results.length).toBe(100);
    }
  }
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1000 / 8).toBeLessThan(500);
});

test("a recording without lists has no rows", () => {
  const rows = gatherRows([], { provider: 1, user: 1 });
  expect(Object.values(rows).flat()).toEqual([]);
});
