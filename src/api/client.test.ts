import { resetServerClock, serverNow } from "./server-clock.ts";
import { afterEach, expect, test, vi } from "vitest";
import { get } from "./client.ts";
import { failureOf, type Failure } from "./failures.ts";
import { send, useLoopbackServer } from "./testing/loopback-server.ts";
import { WITHHELD } from "./wire/redact.ts";

const server = useLoopbackServer();
afterEach(() => vi.useRealTimers());

const LIST = "oauth2/authorization_codes/";
const ONE = "oauth2/authorization_codes/42/";
const ME = "core/users/me/";
const PATIENCE_MS = 50_000;

async function failure(promise: Promise<unknown>): Promise<Failure> {
  return promise.then(
    () => {
      throw new Error("no failure");
    },
    (error: unknown) => failureOf(error),
  );
}

function answerAlways(path: string, status: number, body: unknown, headers = {}): void {
  server.answer(path, (_, response) => send(response, status, body, headers));
}

function asMe(status: number): void {
  answerAlways(
    ME,
    status,
    status === 200 ? { user: { pk: 1, username: "ada" } } : { detail: "no" },
  );
}

test("a response comes with its request id and its time", async () => {
  const seen: unknown[] = [];
  server.answer(LIST, (request, response) => {
    seen.push(request.headers.accept);
    send(
      response,
      200,
      { client_secret: "CANARY", expires: null },
      { "X-authentik-id": "abc", Date: "Sun, 22 Nov 2026 06:03:31 GMT" },
    );
  });
  const got = await get("oauth2/authorization_codes", { page: 2, search: "a b", user: undefined });
  expect(got.body).toEqual({ client_secret: WITHHELD, expires: null });
  expect(got.requestId).toBe("abc");
  const second = Date.UTC(2026, 10, 22, 6, 3, 31);
  expect(got.asOf).toBeGreaterThanOrEqual(second);
  expect(got.asOf).toBeLessThan(second + 1000);
  expect(Math.abs(got.receivedAt - Date.now())).toBeLessThan(PATIENCE_MS);
  expect(server.asked).toEqual(["GET /api/v3/oauth2/authorization_codes/?page=2&search=a+b"]);
  expect(seen).toEqual(["application/json"]);
});

test("the server's clock is learned from authentik's responses, not from a portal's or gateway's", async () => {
  const date = (ahead: number) => ({ Date: new Date(Date.now() + ahead).toUTCString() });
  const ahead = () => Math.round((serverNow() - Date.now()) / 60_000);
  resetServerClock();
  answerAlways(LIST, 200, {}, date(600_000));
  await get(LIST);
  expect(ahead()).toBe(10);
  answerAlways(LIST, 200, "<html>Log in to this network</html>", date(6 * 86_400_000));
  await get(LIST).catch(() => {});
  answerAlways(LIST, 502, "<html>Bad gateway</html>", date(6 * 86_400_000));
  await get(LIST).catch(() => {});
  expect(ahead()).toBe(10);
  answerAlways(LIST, 200, {}, date(-600_000));
  await get(LIST);
  expect(ahead()).toBe(-10);
  resetServerClock();
});

test("403 means forbidden when who-am-I succeeds", async () => {
  asMe(200);
  answerAlways(LIST, 403, { detail: "x" }, { "X-authentik-id": "r1" });
  expect(await failure(get(LIST, {}, { of: "list" }))).toEqual({
    kind: "forbidden",
    requestId: "r1",
  });
});

test.each([401, 403])("a page with status %d is no refusal of authentik's", async (status) => {
  asMe(200);
  server.answer(LIST, (_, response) => {
    response.writeHead(status, { "Content-Type": "text/html" });
    response.end("<!DOCTYPE html><p>Request blocked");
  });
  expect(await failure(get(LIST))).toEqual({ kind: "unreadable", what: "html" });
});

test("403 and 404 mean signed out when who-am-I is refused", async () => {
  asMe(403);
  answerAlways(LIST, 403, { detail: "x" });
  answerAlways(ONE, 404, { detail: "x" });
  expect(await failure(get(LIST, {}, { of: "list" }))).toEqual({ kind: "signed-out" });
  expect(await failure(get(ONE))).toEqual({ kind: "signed-out" });
  expect(await failure(get(ME))).toEqual({ kind: "signed-out" });
});

test("404 of an object means not found when who-am-I succeeds", async () => {
  asMe(200);
  answerAlways(ONE, 404, { detail: "x" });
  expect(await failure(get(ONE))).toEqual({ kind: "not-found", since: expect.any(Number) });
});

test("when who-am-I fails in another way, the failure is kept as unconfirmed", async () => {
  answerAlways(ONE, 404, { detail: "x" });
  answerAlways(LIST, 403, { detail: "x" });
  answerAlways(ME, 500, "<html>");
  expect(await failure(get(ONE))).toMatchObject({ kind: "not-found", unconfirmed: true });
  answerAlways(ME, 200, "<html>a portal</html>");
  expect(await failure(get(LIST))).toEqual({ kind: "forbidden", unconfirmed: true });
  server.answer(ME, (request) => request.socket.destroy());
  expect(await failure(get(LIST))).toEqual({ kind: "forbidden", unconfirmed: true });
});

test("simultaneous failures share one who-am-I request, and a later failure sends a new one", async () => {
  asMe(200);
  answerAlways(ONE, 404, { detail: "x" });
  answerAlways(LIST, 403, { detail: "x" });
  const waiting: (() => void)[] = [];
  server.answer(ME, (_, response) => {
    waiting.push(() => send(response, 200, { user: { pk: 1 } }));
  });
  const failures = [get(ONE), get(LIST), get(ONE)].map(failure);
  await vi.waitFor(() => expect(server.asked.length).toBe(4), PATIENCE_MS);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(waiting.length).toBe(1);
  waiting[0]?.();
  expect((await Promise.all(failures)).map(({ kind }) => kind)).toEqual([
    "not-found",
    "forbidden",
    "not-found",
  ]);

  asMe(403);
  expect(await failure(get(ONE))).toEqual({ kind: "signed-out" });
});

test("aborting during who-am-I ends that call at once and leaves the others running", async () => {
  answerAlways(ONE, 404, { detail: "x" });
  let answer = () => {};
  server.answer(ME, (_, response) => {
    answer = () => send(response, 200, { user: { pk: 1 } });
  });
  const controller = new AbortController();
  const first = failure(get(ONE, {}, { signal: controller.signal }));
  const second = failure(get(ONE));
  await vi.waitFor(() => expect(server.asked).toContain(`GET /api/v3/${ME}`), PATIENCE_MS);
  await new Promise((resolve) => setTimeout(resolve, 50));
  controller.abort();
  expect(await first).toEqual({ kind: "aborted" });
  answer();
  expect(await second).toEqual({ kind: "not-found", since: expect.any(Number) });
});

test("404 of a list means past the end, but never on the first page", async () => {
  answerAlways(LIST, 404, { detail: "Invalid page." });
  expect(await failure(get(LIST, { page: 9 }, { of: "list" }))).toEqual({ kind: "past-end" });
  expect(await failure(get(LIST, {}, { of: "list" }))).toEqual({ kind: "server", status: 404 });
  expect(server.asked.length).toBe(2);
});

test("404 in HTML means that there is no API", async () => {
  expect(await failure(get("nowhere/"))).toEqual({
    kind: "unreadable",
    what: "html",
    noPath: true,
  });
  expect(await failure(get("nowhere/", { page: 2 }, { of: "list" }))).toEqual({
    kind: "unreadable",
    what: "html",
    noPath: true,
  });
});

test.each<[string, unknown, object]>([
  [
    "fields",
    { provider: ["Bad."], user: ["Worse.", "Worst."] },
    { fields: { provider: ["Bad."], user: ["Worse.", "Worst."] }, general: [] },
  ],
  ["detail", { detail: "Malformed." }, { fields: {}, general: ["Malformed."] }],
  [
    "a list",
    ["Null characters are not allowed."],
    { fields: {}, general: ["Null characters are not allowed."] },
  ],
  ["non-field errors", { non_field_errors: ["Both."] }, { fields: {}, general: ["Both."] }],
  ["nested", { group: { 0: ["Bad."] } }, { fields: { group: ["Bad."] }, general: [] }],
  ["HTML", "<html>", { fields: {}, general: [] }],
])("400 with %s is invalid, with its messages", async (_, body, expected) => {
  answerAlways(LIST, 400, body);
  expect(await failure(get(LIST))).toEqual({ kind: "invalid", ...expected });
});

test.each([405, 406, 429, 500, 502, 503])("%i is a server failure", async (status) => {
  answerAlways(LIST, status, "<html>", { "X-authentik-id": "r5" });
  expect(await failure(get(LIST))).toEqual({ kind: "server", status, requestId: "r5" });
});

test.each<[string, number, object]>([
  ["token-refused", 403, { kind: "token-refused" }],
  ["upstream-unreachable", 502, { kind: "unreachable", reason: "upstream" }],
  ["upstream-timeout", 504, { kind: "unreachable", reason: "upstream-timeout" }],
  ["upstream-certificate", 502, { kind: "unreachable", reason: "certificate" }],
  ["upstream-redirect", 502, { kind: "unreadable", what: "redirect" }],
  ["upstream-unreadable", 502, { kind: "unreadable", what: "json" }],
  ["something-new", 502, { kind: "server", status: 502 }],
])("the proxy's marker %s is mapped to its failure", async (marker, status, expected) => {
  answerAlways(LIST, status, { detail: "x" }, { "X-Grantlens-Failure": marker });
  expect(await failure(get(LIST))).toEqual(expected);
  expect(server.asked.length).toBe(1);
});

test.each<[string, string, object]>([
  ["a page of a captive portal", "<!DOCTYPE html><p>Welcome", { kind: "unreadable", what: "html" }],
  ["broken off", '{"results": [', { kind: "unreadable", what: "json" }],
  ["nothing", "", { kind: "unreadable", what: "json" }],
])("200 with %s is unreadable", async (_, body, expected) => {
  answerAlways(LIST, 200, body, { "X-authentik-id": "r6" });
  expect(await failure(get(LIST))).toEqual({ ...expected, requestId: "r6" });
});

test("a redirect is not followed", async () => {
  answerAlways(LIST, 302, "", { Location: `/api/v3/${ME}` });
  expect(await failure(get(LIST))).toEqual({ kind: "unreadable", what: "redirect" });
  expect(server.asked.length).toBe(1);
});

test("a connection that breaks in the headers or in the body is a network failure", async () => {
  server.answer(LIST, (request) => request.socket.destroy());
  expect(await failure(get(LIST))).toEqual({ kind: "unreachable", reason: "network" });
  server.answer(LIST, (request, response) => {
    response.writeHead(200, { "Content-Length": "100", "X-authentik-id": "r7" });
    response.write("{", () => request.socket.destroy());
  });
  expect(await failure(get(LIST))).toEqual({
    kind: "unreachable",
    reason: "network",
    requestId: "r7",
  });
});

test("a network failure is reported as offline when the browser says so", async () => {
  vi.stubGlobal("navigator", { onLine: false });
  server.answer(LIST, (request) => request.socket.destroy());
  expect(await failure(get(LIST))).toEqual({ kind: "unreachable", reason: "offline" });
});

test("a request can be aborted before it is sent, while waiting and while reading", async () => {
  expect(await failure(get(LIST, {}, { signal: AbortSignal.abort() }))).toEqual({
    kind: "aborted",
  });
  expect(server.asked).toEqual([]);

  server.answer(LIST, () => {});
  const waiting = new AbortController();
  const first = failure(get(LIST, {}, { signal: waiting.signal }));
  await vi.waitFor(() => expect(server.asked.length).toBe(1), PATIENCE_MS);
  waiting.abort();
  expect(await first).toEqual({ kind: "aborted" });

  const reading = new AbortController();
  server.answer(LIST, (_, response) => response.writeHead(200).write("{"));
  const second = failure(get(LIST, {}, { signal: reading.signal }));
  await new Promise((resolve) => setTimeout(resolve, 50));
  reading.abort();
  expect(await second).toMatchObject({ kind: "aborted" });
});

test("a timeout after 30 s is not reported as aborted", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  server.answer(LIST, () => vi.advanceTimersByTime(29_999));
  const pending = failure(get(LIST, {}, { signal: new AbortController().signal }));
  let done = false;
  void pending.then(() => (done = true));
  await new Promise((resolve) => setImmediate(resolve));
  while (server.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(done).toBe(false);
  vi.advanceTimersByTime(1);
  expect(await pending).toEqual({ kind: "unreachable", reason: "timeout" });
});
