import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { isReadThrough } from "../list/browser/list-query.ts";
import type { Listed, Resource } from "../list/resource.ts";
import { decode } from "../list/state/url-codec.ts";
import { authorizationCodes } from "../resources/authorization-codes/authorization-codes-resource.ts";
import { groupConnections } from "../resources/group-connections/group-connections-resource.ts";
import { userConnections } from "../resources/user-connections/user-connections-resource.ts";
import { accessTokens, refreshTokens } from "../resources/tokens/tokens-resources.ts";
import { meQuery } from "../api/endpoints/me.ts";
import { createQueryClient } from "../api/query-client.ts";
import { firstRequest } from "./first-request.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

const RESOURCES = [
  authorizationCodes,
  accessTokens,
  refreshTokens,
  userConnections,
  groupConnections,
] as const;

/** What the console asks for first at an address, below `/api/v3/`; null where it is no page of the server. */
async function asked(resource: Resource<Listed>, search: string): Promise<string | null> {
  const { state, dropped } = decode(new URLSearchParams(search), resource.definition);
  const question = { ...state, scan: false, whole: false };
  if (isReadThrough(question) || state.expiry || state.search !== "" || dropped.length > 0)
    return null;
  const urls: string[] = [];
  vi.stubGlobal("fetch", (url: string) => {
    urls.push(url);
    return Promise.reject(new TypeError("Failed to fetch"));
  });
  const client = createQueryClient({ retryPauseMs: 600_000 });
  const options = resource.query(resource, question);
  await client.query({ ...options, retry: false }).catch(() => {});
  client.clear();
  return urls[0]?.replace(/^\/api\/v3\//, "") ?? null;
}

const own = fc.constantFrom(
  "page=2",
  "page=1",
  "page=017",
  "page=0",
  "page_size=20",
  "page_size=50",
  "page_size=100",
  "page_size=30",
  "ordering=-pk",
  "ordering=pk",
  "ordering=expires",
  "ordering=-expires",
  "ordering=user",
  "ordering=revoked",
  "ordering=-created",
  "ordering=group",
  "ordering=status",
  "ordering=bogus",
  "user=7",
  "user=x",
  "provider=12",
  "provider=",
  "type=saml",
  "type=scim",
  "type=all",
  "source__slug=github",
  "source__slug=a%20b",
  "group=5ced1e83-bf22-4bc6-9108-cc5e3ab8455a",
  "group=5CED1E83-bf22-4bc6-9108-cc5e3ab8455a",
  "group=7",
  "other=1",
  "status=expired",
  "within=20",
  "search=jane",
  "search=",
  "expires_after=now",
  "exclude_user=7",
);

test("at any address, it is the request that the console sends, or none", async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...RESOURCES),
      fc.constantFrom("", "/", "/42", "/42/user"),
      fc.array(own, { maxLength: 4 }),
      async (resource, below, params) => {
        const search = params.length > 0 ? `?${params.join("&")}` : "";
        const first = firstRequest(`/${resource.name}${below}`, search);
        if (first === null) return;
        told += 1;
        expect(first).toBe(await asked(resource as unknown as Resource<Listed>, search));
      },
    ),
    { numRuns: 1500 },
  );
  expect(told).toBeGreaterThan(200);
});

test.each([
  "/authorization-codes",
  "/authorization-codes/103410/provider?ordering=-pk&page=3",
  "/access-tokens?user=7&ordering=-revoked",
  "/group-connections?source__slug=github&page_size=50&other=1",
])("it is told for %s", async (address) => {
  const { pathname, search } = new URL(address, "http://localhost");
  const resource = RESOURCES.find(({ name }) => pathname.startsWith(`/${name}`))!;
  const first = firstRequest(pathname, search);
  expect(first).not.toBeNull();
  expect(first).toBe(await asked(resource as unknown as Resource<Listed>, search));
});

test("the overview asks who is signed in", async () => {
  const fetched = vi.fn(() => Promise.reject(new TypeError("Failed to fetch")));
  vi.stubGlobal("fetch", fetched);
  const client = createQueryClient();
  await client.query({ ...meQuery(), retry: false }).catch(() => {});
  client.clear();
  expect(fetched.mock.calls.map(([url]: unknown[]) => url)).toEqual([
    `/api/v3/${firstRequest("/", "")}`,
  ]);
});

test.each([
  ["50", "", "50"],
  ["100", "?page_size=20", "20"],
  ["30", "", "20"],
])("with %s rows chosen last, at %j %s are requested", (chosen, search, size) => {
  expect(firstRequest("/authorization-codes", search, chosen)).toContain(`page_size=${size}&`);
});

test.each(["/nowhere", "/constructor", "/authorization-codes?search=jane"])(
  "at %s the console has to be there to tell",
  (address) => {
    const { pathname, search } = new URL(address, "http://localhost");
    expect(firstRequest(pathname, search)).toBeNull();
  },
);
