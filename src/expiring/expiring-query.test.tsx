import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { authorizationCodes } from "../resources/authorization-codes/authorization-codes-resource.ts";

const PATIENCE_MS = 50_000;

afterEach(() => vi.unstubAllGlobals());

test.each([true, false])("a search stops after its look-up if unobserved: %s", async (left) => {
  const asked: string[] = [];
  let refuse = () => {};
  const refused = new Promise<void>((resolve) => (refuse = resolve));
  vi.stubGlobal("fetch", async (input: RequestInfo | URL) => {
    asked.push(input instanceof Request ? input.url : String(input));
    await refused;
    return new Response("{}", { status: 400, headers: { "Content-Type": "application/json" } });
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const query = authorizationCodes.query(authorizationCodes, {
    page: 1,
    page_size: 20,
    sort: "expires",
    search: "user:jane",
    scan: true,
    whole: false,
    server: {},
    expiry: null,
    exclude: null,
  });
  const leave = new QueryObserver(client, query as never).subscribe(() => {});
  await vi.waitFor(() => expect(asked).toHaveLength(1), PATIENCE_MS);
  expect(asked[0]).toContain("users/me");

  if (left) leave();
  refuse();
  const isListAsked = () => asked.some((url) => url.includes("authorization_codes"));
  if (left) await new Promise((resolve) => setTimeout(resolve, 100));
  else await vi.waitFor(() => expect(isListAsked()).toBe(true), PATIENCE_MS);
  expect(isListAsked()).toBe(!left);
  leave();
  client.clear();
});
