import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Tokens } from "./openid-provider.ts";
import { createRenewals } from "./renewals.ts";
import { SignInProblem } from "./sign-in-problem.ts";

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

const tokens = (access: string): Tokens => ({
  access,
  refresh: `refresh-${access}`,
  issuedMs: Date.now(),
  endsMs: Date.now() + 600_000,
});

test("tokens are used as they are until four fifths of their time are over", async () => {
  const renew = vi.fn(async () => tokens("b"));
  const { current } = createRenewals({ renew });
  const first = tokens("a");
  vi.setSystemTime(479_999);
  expect(await current(first)).toBe(first);
  vi.setSystemTime(480_000);
  expect(await current(first)).toMatchObject({ access: "b" });
  expect(renew).toHaveBeenCalledTimes(1);
});

test("all requests and tabs share one renewal, also those that come a little later", async () => {
  const renew = vi.fn(async () => tokens("b"));
  const { current } = createRenewals({ renew });
  const first = tokens("a");
  vi.setSystemTime(500_000);
  const all = await Promise.all(Array.from({ length: 20 }, () => current({ ...first })));
  expect(new Set(all.map((one) => one !== "over" && one.access))).toEqual(new Set(["b"]));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await current({ ...first })).toMatchObject({ access: "b" });
  expect(renew).toHaveBeenCalledTimes(1);
});

test("where another process has renewed them, the access token of before goes on until its end", async () => {
  const { current } = createRenewals({ renew: async () => "over" });
  const first = tokens("a");
  vi.setSystemTime(500_000);
  expect(await current(first)).toBe(first);
  await vi.advanceTimersByTimeAsync(100_000);
  expect(await current(first)).toBe("over");
});

test("while authentik cannot be asked, the access token goes on until its end, and then says why", async () => {
  let isDown = true;
  const { current } = createRenewals({
    async renew() {
      if (isDown) throw new SignInProblem("down", "down");
      return tokens("b");
    },
  });
  const first = tokens("a");
  vi.setSystemTime(500_000);
  expect(await current(first)).toBe(first);
  await vi.advanceTimersByTimeAsync(100_000);
  await expect(current(first)).rejects.toThrow("down");
  isDown = false;
  expect(await current(first)).toMatchObject({ access: "b" });
});

test("who signs out learns what comes of a renewal under way, and begins none", async () => {
  const renew = vi.fn(async () => tokens("b"));
  const { current, outcomeOf } = createRenewals({ renew });
  const first = tokens("a");
  vi.setSystemTime(500_000);
  expect(await outcomeOf(first)).toBeNull();
  expect(renew).not.toHaveBeenCalled();
  void current(first);
  expect(await outcomeOf(first)).toMatchObject({ access: "b" });
});
