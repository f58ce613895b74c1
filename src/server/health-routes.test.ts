import { createServer } from "node:http";
import { expect, test } from "vitest";
import { answers, healthRoutes } from "./health-routes.ts";
import { listening } from "./testing/loopback.ts";

test("the process is well while it runs, and ready when authentik answers", async () => {
  let isReady = false;
  const app = healthRoutes(() => Promise.resolve(isReady));
  const ask = async (path: string) => {
    const response = await app.request(path);
    expect(response.headers.get("cache-control")).toBe("no-store");
    return [response.status, await response.text()];
  };
  expect(await ask("/healthz")).toEqual([200, "ok\n"]);
  expect(await ask("/readyz")).toEqual([503, "authentik does not answer\n"]);
  isReady = true;
  expect(await ask("/readyz")).toEqual([200, "ready\n"]);
});

test("however many ask at once, authentik is asked once", async () => {
  let asked = 0;
  let answer = (_isReady: boolean): void => {};
  const app = healthRoutes(() => {
    asked += 1;
    return new Promise((resolve) => {
      answer = resolve;
    });
  });
  const all = [app.request("/readyz"), app.request("/readyz"), app.request("/readyz")];
  await new Promise(setImmediate);
  answer(true);
  expect((await Promise.all(all)).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(asked).toBe(1);
  const again = app.request("/readyz");
  await new Promise(setImmediate);
  answer(false);
  expect((await again).status).toBe(503);
  expect(asked).toBe(2);
});

test.each([
  [200, true],
  [302, false],
  [404, false],
  [503, false],
])("an authentik that says %d to what it tells everybody: %o", async (status, isReady) => {
  const seen: unknown[] = [];
  const server = createServer(({ url, headers }, response) => {
    seen.push([url, headers.authorization]);
    response.writeHead(status, { Location: "/elsewhere" }).end("{}");
  });
  const port = await listening(server);
  expect(await answers(`http://127.0.0.1:${port}/auth`)).toBe(isReady);
  // The token is nobody's business here.
  expect(seen).toEqual([["/auth/api/v3/root/config/", undefined]]);
});

test("one that does not answer in time, and one that is not there, do not answer", async () => {
  const silent = await listening(createServer(() => {}));
  expect(await answers(`http://127.0.0.1:${silent}`, 50)).toBe(false);
  expect(await answers("http://127.0.0.1:1")).toBe(false);
});
