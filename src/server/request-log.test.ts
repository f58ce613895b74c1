import { Hono } from "hono";
import { expect, test } from "vitest";
import { requestLog } from "./request-log.ts";

function logged() {
  const lines: string[] = [];
  const app = new Hono();
  app.use(requestLog((line) => void lines.push(line)));
  app.get("/healthz", (context) => context.text("ok"));
  app.get("/api/v3/*", (context) => context.json({}, 403));
  app.get("/crash", () => {
    throw new Error("a fault");
  });
  app.onError((_, context) => context.text("", 500));
  return { app, lines };
}

test("a request is one line of JSON, with the names of its parameters and none of their values", async () => {
  const { app, lines } = logged();
  const path = "/api/v3/core/users/?search=jane%20doe&page=2&page=3&odd%0Aname=s3cret";
  const response = await app.request(path, { headers: { Authorization: "Bearer s3cret" } });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toMatch(/\n|jane|s3cret/);
  const entry = JSON.parse(lines[0] ?? "");
  expect(entry).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    method: "GET",
    path: "/api/v3/core/users/?search&page&odd%0Aname",
    status: 403,
    ms: expect.any(Number),
    id: response.headers.get("X-Request-Id"),
  });
  expect(entry.id).toMatch(/^[0-9a-f-]{36}$/);
});

test("a fault of the process is logged, a look at its health is not", async () => {
  const { app, lines } = logged();
  await app.request("/healthz");
  await app.request("/crash");
  await app.request("/nowhere");
  expect(lines.map((line) => JSON.parse(line)).map(({ path, status }) => [path, status])).toEqual([
    ["/crash", 500],
    ["/nowhere", 404],
  ]);
});
