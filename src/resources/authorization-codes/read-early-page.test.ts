import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createQueryClient } from "../../api/query-client.ts";
import { askEarly } from "../../early/early-answer.ts";
import { firstRequest } from "../../early/first-request.ts";
import { createFakeAuthentik } from "../../testing/fake-authentik.ts";
import { readEarlyPage } from "./read-early-page.ts";

let authentik = createFakeAuthentik();

beforeEach(() => {
  authentik = createFakeAuthentik();
  vi.stubGlobal("fetch", authentik.fetch);
});

afterEach(() => {
  globalThis.grantlensEarlyAnswer = undefined;
  vi.unstubAllGlobals();
});

/** What the head's script does at an address, and then the console. */
async function open(address: string) {
  const { pathname, search } = new URL(address, "http://localhost");
  const first = firstRequest(pathname, search);
  if (first !== null) askEarly(`/api/v3/${first}`);
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

test.each(["/source-connections", "/", "/authorization-codes?search=jane"])(
  "at %s nothing is in the cache",
  async (address) => {
    expect(await open(address)).toEqual([]);
  },
);

test("a failure, and an answer that is late, are left to the list", async () => {
  authentik.answer(
    () => true,
    () => Promise.resolve(new Response("{}", { status: 500 })),
  );
  expect(await open("/authorization-codes")).toEqual([]);
  expect(globalThis.grantlensEarlyAnswer).toBeDefined();

  authentik.hold(() => true);
  expect(await open("/authorization-codes")).toEqual([]);
  expect(globalThis.grantlensEarlyAnswer).toBeDefined();
});
