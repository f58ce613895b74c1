import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createQueryClient } from "../../api/query-client.ts";
import { askEarly } from "../../early/early-answer.ts";
import { firstRequests } from "../../early/first-request.ts";
import { createFakeAuthentik } from "../../testing/fake-authentik.ts";
import { readEarlyPage } from "./read-early-page.ts";

let authentik = createFakeAuthentik();

beforeEach(() => {
  authentik = createFakeAuthentik();
  vi.stubGlobal("fetch", authentik.fetch);
});

afterEach(() => {
  globalThis.grantlensEarlyAnswers = undefined;
  vi.unstubAllGlobals();
});

/** What the head's script does at an address, and then the console. */
async function open(address: string) {
  const { pathname, search } = new URL(address, "http://localhost");
  for (const path of firstRequests(pathname, search)) askEarly(`/api/v3/${path}`);
  const client = createQueryClient();
  await readEarlyPage(client, { pathname, search });
  const states = client
    .getQueryCache()
    .getAll()
    .map(({ state }) => state);
  client.clear();
  return states;
}

test("the page of codes is in the cache, and was asked for once", async () => {
  const [page] = await open("/authorization-codes/103410?ordering=-pk&page=2");
  expect(page?.data).toMatchObject({ page: 2, pageSize: 20, count: 90 });
  expect(page?.status).toBe("success");
  expect(authentik.asked).toHaveLength(1);
});

test.each([
  "/source-connections",
  "/",
  "/authorization-codes?search=jane",
  "/authorization-codes?status=valid",
  "/authorization-codes?exclude_user=7",
])("at %s nothing is in the cache: the page is not waited for", async (address) => {
  expect(await open(address)).toEqual([]);
});

test("a failure, and an answer that is late, are left to the list", async () => {
  authentik.answer(
    () => true,
    () => Promise.resolve(new Response("{}", { status: 500 })),
  );
  expect(await open("/authorization-codes")).toEqual([]);
  expect(globalThis.grantlensEarlyAnswers?.size).toBe(1);

  authentik.hold(() => true);
  expect(await open("/authorization-codes")).toEqual([]);
  expect(globalThis.grantlensEarlyAnswers?.size).toBe(1);
});
