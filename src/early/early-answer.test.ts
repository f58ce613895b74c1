import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { failureOf } from "../api/failures.ts";
import { sendRequest } from "../api/transport.ts";
import { askEarly } from "./early-answer.ts";

const URL_ASKED = "/api/v3/oauth2/authorization_codes/?page_size=20";
const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
  fetched.mockReset();
  fetched.mockImplementation(async () => new Response('{"results": []}'));
  vi.stubGlobal("fetch", fetched);
});

afterEach(() => {
  globalThis.grantlensEarlyAnswers = undefined;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("what was asked early is not asked again, and keeps its times", async () => {
  askEarly(URL_ASKED);
  // The headers are there.
  await new Promise(setImmediate);
  vi.setSystemTime(1_004_000);
  const answer = await sendRequest(URL_ASKED);
  expect(fetched).toHaveBeenCalledTimes(1);
  expect(answer).toMatchObject({ ok: true, json: { results: [] }, sentAt: 1_000_000 });
  expect(answer.receivedAt).toBe(1_000_000);
  await sendRequest(URL_ASKED);
  expect(fetched).toHaveBeenCalledTimes(2);
});

test("it arrived when the browser noted it, not when the console was there to be told", async () => {
  vi.setSystemTime(performance.timeOrigin + 60_000);
  const entries = vi.spyOn(performance, "getEntriesByName");
  const noted = (responseStart: number) =>
    entries.mockReturnValue([{ responseStart } as PerformanceResourceTiming]);
  const told = async () => {
    askEarly(URL_ASKED);
    vi.setSystemTime(Date.now() + 4000);
    const { sentAt, receivedAt } = await sendRequest(URL_ASKED);
    return receivedAt - sentAt;
  };
  const at = () => Date.now() - performance.timeOrigin;
  fetched.mockImplementation(async () => {
    // The main thread is busy until then.
    vi.setSystemTime(Date.now() + 3000);
    return new Response("{}");
  });
  noted(at() + 40);
  expect(await told()).toBeCloseTo(40, 0);
  // Never before it was sent, nor after it was told.
  noted(at() - 500);
  expect(await told()).toBe(0);
  noted(at() + 9000);
  expect(await told()).toBeCloseTo(7000, 0);
  entries.mockRestore();
});

test("another request is sent as ever, and what was asked early stays for who asks for that", async () => {
  askEarly(URL_ASKED);
  await sendRequest("/api/v3/core/users/me/");
  expect(fetched).toHaveBeenCalledTimes(2);
  await sendRequest(URL_ASKED);
  expect(fetched).toHaveBeenCalledTimes(2);
});

test("of several, each is for who asks for it", async () => {
  askEarly("/api/v3/core/users/me/");
  askEarly(URL_ASKED);
  await sendRequest(URL_ASKED);
  await sendRequest("/api/v3/core/users/me/");
  expect(fetched).toHaveBeenCalledTimes(2);
  await sendRequest(URL_ASKED);
  expect(fetched).toHaveBeenCalledTimes(3);
});

test("an early answer that is an error is one for the console, too", async () => {
  fetched.mockImplementation(async () => new Response('{"detail": "no"}', { status: 403 }));
  askEarly(URL_ASKED);
  expect(await sendRequest(URL_ASKED)).toMatchObject({ ok: false, status: 403 });
  expect(fetched).toHaveBeenCalledTimes(1);
});

test("an early request that gets no answer fails as one of the console", async () => {
  fetched.mockRejectedValue(new TypeError("Failed to fetch"));
  askEarly(URL_ASKED);
  const failure = await sendRequest(URL_ASKED).catch(failureOf);
  expect(failure).toMatchObject({ kind: "unreachable", reason: "network" });
  expect(fetched).toHaveBeenCalledTimes(1);
});

test("after a failure, nothing that was asked before it is used", async () => {
  fetched.mockImplementation(async () => new Response("{}", { status: 503 }));
  askEarly(URL_ASKED);
  await sendRequest("/api/v3/core/users/me/");
  fetched.mockImplementation(async () => new Response("{}"));
  expect(await sendRequest(URL_ASKED)).toMatchObject({ ok: true });

  askEarly(URL_ASKED);
  fetched.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  await sendRequest("/api/v3/core/users/me/").catch(failureOf);
  await sendRequest(URL_ASKED);
  expect(fetched).toHaveBeenCalledTimes(6);
});

test("one that is given up is given up on the way", async () => {
  fetched.mockImplementation(
    (_, { signal }) =>
      new Promise((_, reject) => {
        signal!.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      }),
  );
  askEarly(URL_ASKED);
  const controller = new AbortController();
  const sent = sendRequest(URL_ASKED, controller.signal).catch(failureOf);
  controller.abort();
  expect(await sent).toMatchObject({ kind: "aborted" });
  expect(fetched).toHaveBeenCalledTimes(1);
});

test("an answer that waited long is asked for anew", async () => {
  askEarly(URL_ASKED);
  vi.setSystemTime(1_020_000);
  await sendRequest(URL_ASKED);
  expect(fetched).toHaveBeenCalledTimes(2);
});
