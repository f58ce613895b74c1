import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { authorizationCodes } from "../resources/authorization-codes/authorization-codes-resource.ts";

afterEach(() => vi.unstubAllGlobals());

test.each([true, false])("nobody looks any more during a look-up: %s", async (left) => {
  const asked: string[] = [];
  let refuse = () => {};
  const refused = new Promise<void>((resolve) => (refuse = resolve));
  vi.stubGlobal("fetch", async (input: RequestInfo | URL) => {
    asked.push(input instanceof Request ? input.url : String(input));
    await refused;
    return new Response("{}", { status: 400, headers: { "Content-Type": "application/json" } });
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const query = authorizationCodes.query({
    page: 1,
    page_size: 20,
    sort: "expires",
    search: "user:jane",
    scan: true,
    server: {},
    expiry: null,
    exclude: null,
  });
  const leave = new QueryObserver(client, query as never).subscribe(() => {});
  await vi.waitFor(() => expect(asked).toHaveLength(1), 5000);
  expect(asked[0]).toContain("users/me");

  if (left) leave();
  refuse();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(asked.some((url) => url.includes("authorization_codes"))).toBe(!left);
  leave();
  client.clear();
});
