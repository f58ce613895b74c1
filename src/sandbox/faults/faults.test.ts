import { expect, test } from "vitest";
import { staticCodes } from "../codes/table-codes.ts";
import { CUT_HEADER } from "./fault-answers.ts";
import { faultOf } from "./fault-spec.ts";
import { createFaults } from "./faults.ts";
import { createSandbox } from "../sandbox.ts";
import { CODES_PATH, invented, WORLD_START } from "../testing/asking.ts";
import { asCaller } from "../world/callers.ts";
import { cleanUpAfter } from "../rules/clean-up-times.ts";
import { poisonable } from "./poison.ts";

function setUp(...specs: string[]) {
  const clock = { at: WORLD_START };
  const slept: number[] = [];
  const now = () => clock.at;
  const sleep = (ms: number) => {
    slept.push(ms);
    return Promise.resolve();
  };
  const { world, poison } = poisonable(invented);
  const sandbox = createSandbox({ world, now });
  const faults = createFaults({ now, poison, sleep, random: () => 0.5 });
  faults.replace(specs.map(faultOf));
  const ask = (path: string) => {
    const request = asCaller(new Request(`http://sandbox/api/v3/${path}`), "admin");
    return faults.around(request, (shift) => sandbox.handle(request, shift));
  };
  const statuses = async (...paths: string[]) => {
    const found: number[] = [];
    for (const path of paths) found.push((await ask(path)).status);
    return found.join(" ");
  };
  return { ask, clock, faults, slept, statuses };
}

test("without faults the sandbox's response passes through", async () => {
  const { ask, slept } = setUp();
  expect((await (await ask(`${CODES_PATH}?page_size=1`)).json()).results).toHaveLength(1);
  expect(slept).toEqual([]);
});

test.each([
  ["500", 500, "text/html; charset=utf-8", null],
  ["502", 502, "text/html; charset=utf-8", null],
  ["503:2s", 503, "application/json", "2"],
  ["429:0.5s", 429, "application/json", "1"],
  ["html", 200, "text/html; charset=utf-8", null],
])("%s", async (spec, status, type, retry) => {
  const response = await setUp(spec).ask(CODES_PATH);
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe(type);
  expect(response.headers.get("retry-after")).toBe(retry);
  expect(response.headers.get("date")).toBe(new Date(WORLD_START).toUTCString());
  const text = await response.text();
  expect(text.startsWith("<!DOCTYPE html>")).toBe(type.startsWith("text/html"));
});

test("only responses from the server itself have a request id", async () => {
  const ids: boolean[] = [];
  for (const spec of ["500", "429", "502", "503"]) {
    ids.push((await setUp(spec).ask(CODES_PATH)).headers.has("x-authentik-id"));
  }
  expect(ids).toEqual([true, true, false, false]);
});

test("faults apply to their paths, the given number of times, the first one first", async () => {
  const { faults, statuses } = setUp("503,2@core/", "500@core/users/*/", "502,1");
  const me = "core/users/me/";
  expect(await statuses(me, "root/config/", me, me, "core/users/", CODES_PATH)).toBe(
    "503 502 503 500 200 200",
  );
  expect(faults.standing()).toEqual([faultOf("500@core/users/*/")]);
  faults.replace([]);
  expect(await statuses(me)).toBe("200");
});

test("drop and reset: no response, only a header that tells the server how to end the connection", async () => {
  for (const kind of ["drop", "reset"]) {
    const response = await setUp(kind).ask(CODES_PATH);
    expect(response.headers.get(CUT_HEADER)).toBe(kind);
    await expect(response.text()).rejects.toThrow("cut");
  }
});

test("truncate: half of the correct body, then an error", async () => {
  const whole = await (await setUp().ask("core/users/me/")).text();
  const response = await setUp("truncate").ask("core/users/me/");
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  expect(new TextDecoder().decode(value)).toBe(whole.slice(0, value?.length));
  expect(value?.length).toBe(Math.floor(new TextEncoder().encode(whole).length / 2));
  expect(response.headers.get("content-length")).toBe(`${new TextEncoder().encode(whole).length}`);
  await expect(reader?.read()).rejects.toThrow("cut");
});

test("drip: the whole body, in pieces, over the given duration", async () => {
  const whole = await (await setUp().ask("core/users/me/")).text();
  const { ask, slept } = setUp("drip:4s");
  expect(await (await ask("core/users/me/")).text()).toBe(whole);
  expect(slept.length).toBeGreaterThan(35);
  expect(new Set(slept)).toEqual(new Set([100]));
});

test("type: the wrong content type, the correct body", async () => {
  const response = await setUp("type").ask("core/users/me/");
  expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect((await response.json()).user.username).toBe("akadmin");
});

test("latency combines with other faults and adds up", async () => {
  const { slept, statuses } = setUp("latency:2s", "latency:1s,1", "500,1");
  expect(await statuses(CODES_PATH, CODES_PATH)).toBe("500 200");
  expect(slept).toEqual([3000, 2000]);
});

async function dateOf(response: Response): Promise<number> {
  await response.text();
  return Date.parse(response.headers.get("date") ?? "") - WORLD_START;
}

test("skew: while active, the clock is off, and so is everything that depends on it", async () => {
  const { ask, faults } = setUp("skew:-1h,1", "skew:5m@core/");
  expect(await dateOf(await ask(CODES_PATH))).toBe(-3_600_000);
  expect(await dateOf(await ask("core/users/me/"))).toBe(300_000);
  expect(await dateOf(await ask(CODES_PATH))).toBe(0);
  const expired = async () => {
    const { results } = await (await ask(`${CODES_PATH}?page_size=100`)).json();
    return results.filter((row: { is_expired: boolean }) => row.is_expired).length;
  };
  const before = await expired();
  faults.replace([faultOf("skew:1h")]);
  expect(await expired()).toBeGreaterThan(before);
});

test("jump: the clock is off from then on", async () => {
  const { ask, faults } = setUp("jump:1h@core/");
  expect(await dateOf(await ask(CODES_PATH))).toBe(0);
  expect(await dateOf(await ask("core/users/me/"))).toBe(3_600_000);
  expect(await dateOf(await ask(CODES_PATH))).toBe(3_600_000);
  faults.replace([]);
  expect(await dateOf(await ask("core/users/me/"))).toBe(3_600_000);
});

test("poison: one page crashes until the next clean-up, the others work", async () => {
  const { ask, clock, faults, statuses } = setUp("poison");
  const pages = Array.from(
    { length: 16 },
    (_, index) => `${CODES_PATH}?page_size=20&page=${index + 1}`,
  );
  const found = (await statuses(...pages)).split(" ");
  expect(found.filter((status) => status === "500")).toHaveLength(1);
  expect([found[0], found[14]]).toEqual(["200", "200"]);
  const { pagination } = await (await ask(`${CODES_PATH}?page_size=20`)).json();
  expect(pagination.count).toBe(invented.codes(WORLD_START).all().length + 1);
  expect(await statuses(`${CODES_PATH}19999/`)).toBe("500");
  expect(faults.standing()).toEqual([]);
  clock.at = cleanUpAfter(WORLD_START);
  expect(await statuses(`${CODES_PATH}19999/`)).toBe("404");
  expect(await statuses(...pages.slice(0, 15))).toBe(Array(15).fill("200").join(" "));
});

test("poison: several rows, even in a world without codes", () => {
  const { world, poison } = poisonable({ ...invented, codes: () => staticCodes([]) });
  poison(WORLD_START, 2);
  expect(world.codes(WORLD_START).all()).toMatchObject([
    { pk: 19_999, expires: null, expiring: true },
    { pk: 19_998, expires: null, expiring: true },
  ]);
  const { world: other } = poisonable(invented);
  expect(other.codes(WORLD_START)).toBe(invented.codes(WORLD_START));
});

test("poison: the same object is returned as long as the added rows are the same", () => {
  const { world, poison } = poisonable(invented);
  poison(WORLD_START, 1);
  expect(world.codes(WORLD_START)).toBe(world.codes(WORLD_START + 1000));
});
