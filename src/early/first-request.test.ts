import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { meQuery } from "../api/endpoints/me.ts";
import { createQueryClient } from "../api/query-client.ts";
import { noteServerDate, resetServerClock } from "../api/server-clock.ts";
import type { Listed, Resource } from "../list/resource.ts";
import { decode } from "../list/state/url-codec.ts";
import { authorizationCodes } from "../resources/authorization-codes/authorization-codes-resource.ts";
import { groupConnections } from "../resources/group-connections/group-connections-resource.ts";
import { signIns } from "../resources/sign-ins/sign-ins-resource.ts";
import { accessTokens, refreshTokens } from "../resources/tokens/tokens-resources.ts";
import { userConnections } from "../resources/user-connections/user-connections-resource.ts";
import { firstRequests } from "./first-request.ts";

const ME = "core/users/me/";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 22, 12) });
  // From the answer about who is signed in, which comes before anything that depends on the time.
  noteServerDate("Sun, 22 Nov 2026 12:00:00 GMT", Date.now(), Date.now());
});

afterEach(() => {
  resetServerClock();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const RESOURCES = [
  authorizationCodes,
  accessTokens,
  refreshTokens,
  userConnections,
  groupConnections,
  signIns,
] as unknown as readonly Resource<Listed>[];

/** What the console asks of the list at an address before it has an answer, below `/api/v3/`. */
async function asked(resource: Resource<Listed>, search: string): Promise<string[]> {
  const { state } = decode(new URLSearchParams(search), resource.definition);
  const urls: string[] = [];
  vi.stubGlobal("fetch", (url: string) => {
    urls.push(url.replace(/^\/api\/v3\//, ""));
    return Promise.reject(new TypeError("Failed to fetch"));
  });
  const client = createQueryClient({ retryPauseMs: 600_000 });
  const question = { ...state, scan: false, whole: false };
  // Before any search, it is found out whether the server searches.
  const answer: Promise<unknown> =
    state.search === ""
      ? client.query({ ...resource.query(resource, question), retry: false })
      : client.query({ ...resource.searchSupport(), retry: false });
  await answer.catch(() => {});
  client.clear();
  return urls;
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
  "ordering=client_ip",
  "ordering=group",
  "ordering=status",
  "ordering=bogus",
  "user=7",
  "user=x",
  "user=1234567890123456",
  "username=jane",
  "username=jane%40example.com",
  "context_authorized_app=5ced1e83bf2242bc6910d8cc5e3ab845",
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
  "group=5ced1e83----------------------------",
  "other=1",
  "status=expired",
  "status=valid",
  "status=expiring",
  "status=never",
  "status=bogus",
  "within=20",
  "search=jane",
  "search=user%3Ajane",
  "search=",
  "search=%20%2C",
  "expires_after=now",
  "expires_after=now-90m",
  "expires_after=2026-11-22T12%3A00%3A00Z",
  "expires_after=2026-11-22T11%3A59%3A30.250Z",
  "expires_after=2027-13-22T12%3A00%3A00Z",
  "expires_before=now-5m",
  "expires_before=now",
  "expires_before=2026-11-22T12%3A00%3A00Z",
  "expires_before=2026-11-22T11%3A00%3A00Z",
  "exclude_user=7",
  "exclude_user=7%2C12",
  "exclude_provider=12",
  "exclude_provider=x",
  "exclude_user=1234567890123456",
  "exclude_group=5ced1e83-bf22-4bc6-9108-cc5e3ab8455a",
  "exclude_group=5ced1e83-bf22-4bc6-9108-cc5e3ab8455a%2C",
  "exclude_source=5ced1e83-bf22-4bc6-9108-cc5e3ab8455a%2C6ced1e83-bf22-4bc6-9108-cc5e3ab8455a",
  "exclude_application=5ced1e83-bf22-4bc6-9108-cc5e3ab8455a",
  "exclude_application=5ced1e83bf2242bc6910d8cc5e3ab845",
);

test("at any address, it is what the console asks, or nothing", async () => {
  const told = { nothing: 0, page: 0, search: 0, range: 0, all: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...RESOURCES),
      fc.constantFrom("", "/", "/42", "/42/user"),
      fc.array(own, { maxLength: 4 }),
      async (resource, below, params) => {
        const search = params.length > 0 ? `?${params.join("&")}` : "";
        const first = firstRequests(`/${resource.name}${below}`, search);
        const ofList = first.filter((url) => url !== ME);
        if (first.length === 0) told.nothing += 1;
        else if (first.includes(ME)) told.range += 1;
        else if (search.includes("search=jane")) told.search += 1;
        else if (search.includes("exclude")) told.all += 1;
        else told.page += 1;
        expect(await asked(resource, search), search).toEqual(expect.arrayContaining(ofList));
      },
    ),
    { numRuns: 2500 },
  );
  for (const [what, times] of Object.entries(told)) expect(times, what).toBeGreaterThan(20);
  expect(told.page).toBeGreaterThan(200);
});

test.each([
  "/authorization-codes",
  "/authorization-codes/103410/provider?ordering=-pk&page=3",
  "/authorization-codes?status=valid&user=7",
  "/authorization-codes?status=never&ordering=-expires",
  "/authorization-codes?expires_after=now-5m&exclude_provider=12",
  "/authorization-codes?status=expiring&expires_before=2100-01-01T00:00:00Z",
  "/access-tokens?expires_after=now-90m&expires_before=now-5m",
  "/refresh-tokens?expires_after=2026-11-22T12:00:00.250Z&ordering=-pk",
  "/user-connections?exclude_user=7&source__slug=github",
  "/user-connections?exclude_user=7&type=saml",
  "/group-connections?exclude_source=5ced1e83-bf22-4bc6-9108-cc5e3ab8455a",
  "/sign-ins?exclude_application=5ced1e83-bf22-4bc6-9108-cc5e3ab8455a&username=jane",
  "/authorization-codes?search=jane&status=valid",
  "/access-tokens?user=7&ordering=-revoked",
  "/refresh-tokens?exclude_user=7,12",
  "/user-connections?type=saml&search=jane",
  "/group-connections?source__slug=github&page_size=50&other=1",
  "/sign-ins?username=jane&page=2",
])("it is told for %s", async (address) => {
  const { pathname, search } = new URL(address, "http://localhost");
  const resource = RESOURCES.find(({ name }) => pathname.startsWith(`/${name}`))!;
  const first = firstRequests(pathname, search).at(-1);
  expect(await asked(resource, search)).toContain(first);
});

test.each(["/", "/authorization-codes?status=never&page=2", "/access-tokens?status=valid"])(
  "at %s it is first asked who is signed in",
  async (address) => {
    const fetched = vi.fn(() => Promise.reject(new TypeError("Failed to fetch")));
    vi.stubGlobal("fetch", fetched);
    const client = createQueryClient();
    await client.query({ ...meQuery(), retry: false }).catch(() => {});
    client.clear();
    const { pathname, search } = new URL(address, "http://localhost");
    expect(fetched.mock.calls.map(([url]: unknown[]) => url)).toEqual([
      `/api/v3/${firstRequests(pathname, search)[0]}`,
    ]);
  },
);

test.each([
  ["50", "", "50"],
  ["100", "?page_size=20", "20"],
  ["30", "", "20"],
])("with %s rows chosen last, at %j %s are requested", (chosen, search, size) => {
  const [first] = firstRequests("/authorization-codes", search, chosen);
  expect(first).toContain(`page_size=${size}&`);
});

test.each(["/nowhere", "/constructor", "/user-connections?exclude_user=jane"])(
  "at %s the console has to be there to tell",
  (address) => {
    const { pathname, search } = new URL(address, "http://localhost");
    expect(firstRequests(pathname, search)).toEqual([]);
  },
);
