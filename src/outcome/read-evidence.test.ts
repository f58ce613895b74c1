import { expect, test } from "vitest";
import type { ListAnswer } from "../api/list-answer.ts";
import type { ListRequest } from "../api/list-request.ts";
import { type AuthentikEvent, readEvent } from "../api/wire/event.ts";
import { readAuthorizationCode } from "../api/wire/grant.ts";
import type { JsonValue } from "../api/wire/json.ts";
import { readPage, type Row } from "../api/wire/page.ts";
import { type Provider, readProvider } from "../api/wire/provider.ts";
import { readToken } from "../api/wire/token.ts";
import { createSandbox } from "../sandbox/sandbox.ts";
import { asCaller } from "../sandbox/world/callers.ts";
import { createWorld } from "../sandbox/world/world.ts";
import { type Fetchers, readOutcomes } from "./read-evidence.ts";

const START = Date.UTC(2026, 10, 22, 12, 0, 0);
const world = createWorld({ seed: 1, rows: 312, start: START, still: true });

/** The sandbox, with the rows of codes and tokens that were asked for. */
function serverOf(version: string) {
  const sandbox = createSandbox({ version, world, now: () => START });
  const asked: { path: string; pks: unknown[] }[] = [];
  async function fetchPage<T>(
    path: string,
    read: (value: JsonValue) => Row<T>,
    { filters, ordering, page, page_size }: ListRequest,
  ): Promise<ListAnswer<T>> {
    const given: Record<string, string> = {
      ordering: ordering ?? "",
      page: String(page ?? 1),
      page_size: String(page_size),
    };
    const params = new URLSearchParams({ ...(filters as Record<string, string>), ...given });
    const request = new Request(
      `http://sandbox/api/v3/${path}${path.includes("?") ? "&" : "?"}${params.toString()}`,
    );
    const response = await sandbox.handle(asCaller(request, "admin"));
    const body = (await response.json()) as JsonValue;
    const answer = readPage(body, read, page_size);
    if (answer === null) throw new Error(`no list: ${JSON.stringify(body).slice(0, 200)}`);
    asked.push({ path, pks: (body as { results: { pk: unknown }[] }).results.map(({ pk }) => pk) });
    return { ...answer, asOf: START, receivedAt: START, requestId: null };
  }
  const EVENTS = "events/events/?action=authorize_application";
  const fetchers: Fetchers = {
    fetchSignIns: (request) => fetchPage(EVENTS, readEvent, request),
    fetchCodes: (request) =>
      fetchPage("oauth2/authorization_codes/", readAuthorizationCode, request),
    fetchAccessTokens: (request) => fetchPage("oauth2/access_tokens/", readToken, request),
    fetchRefreshTokens: (request) => fetchPage("oauth2/refresh_tokens/", readToken, request),
    async fetchProviders() {
      const request = { filters: {}, page_size: 100 };
      return valuesOf<Provider>(await fetchPage("providers/oauth2/", readProvider, request));
    },
  };
  return { fetchers, asked };
}

function valuesOf<T>({ rows }: Pick<ListAnswer<T>, "rows">): T[] {
  return rows.flatMap((row) => (row.readable ? [row.value] : []));
}

async function newest(fetchers: Fetchers, page: number): Promise<AuthentikEvent[]> {
  return valuesOf(
    await fetchers.fetchSignIns({ filters: {}, ordering: "-created", page, page_size: 20 }),
  );
}

const dear = ({ path }: { path: string }) => path.startsWith("oauth2/");

test.each(["2024.8", "2026.2", "2026.8"])(
  "%s: the newest sign-ins have their outcomes, for few rows and none twice",
  async (version) => {
    const { fetchers, asked } = serverOf(version);
    const events = await newest(fetchers, 1);
    const options = { events, seesAll: true, now: START };
    const first = await readOutcomes(fetchers, options);
    const words = events.map(({ pk }) => first.byId.get(pk)?.word);
    expect(words).toContain("redeemed");
    expect(words.filter((word) => word === "unknown")).toEqual([]);
    const tokens = asked.filter(({ path }) => path === "oauth2/access_tokens/");
    const pks = tokens.flatMap((page) => page.pks);
    expect(new Set(pks).size).toBe(pks.length);
    expect(asked.filter(dear).flatMap((page) => page.pks).length).toBeLessThan(120);

    // The next page reads on from there: what is known is met on the first page of each list alone.
    asked.length = 0;
    const more = await newest(fetchers, 2);
    const second = await readOutcomes(fetchers, { ...options, events: more, known: first.known });
    expect(second.byId.get(more[0]?.pk ?? "")).toBeDefined();
    const again = asked.filter(({ path }) => path === "oauth2/access_tokens/");
    expect(again.flatMap((page) => page.pks).length).toBeLessThan(100);
  },
);

test("one user's sign-ins read that user's codes and tokens only", async () => {
  const { fetchers, asked } = serverOf("2026.2");
  const [event] = await newest(fetchers, 1);
  const username = event?.user?.username ?? "";
  const filters = { username };
  const events = valuesOf(
    await fetchers.fetchSignIns({ filters, ordering: "-created", page: 1, page_size: 20 }),
  );
  asked.length = 0;
  await readOutcomes(fetchers, { events, eventFilters: filters, seesAll: true, now: START });
  const codes = asked.filter(({ path }) => path === "oauth2/authorization_codes/");
  const own = await fetchers.fetchCodes({
    filters: { user: String(event?.user?.pk) },
    page_size: 100,
  });
  const allowed = new Set(own.rows.map((row) => (row.readable ? row.value.pk : null)));
  for (const pk of codes.flatMap((page) => page.pks)) expect(allowed).toContain(pk);
});

test("sign-ins of long ago cost no codes and no access tokens", async () => {
  const { fetchers, asked } = serverOf("2026.2");
  const events = valuesOf(
    await fetchers.fetchSignIns({ filters: {}, ordering: "created", page: 1, page_size: 20 }),
  );
  asked.length = 0;
  const { byId } = await readOutcomes(fetchers, { events, seesAll: true, now: START });
  const paths = new Set(asked.filter(dear).map(({ path }) => path));
  expect(paths).not.toContain("oauth2/authorization_codes/");
  expect(paths).not.toContain("oauth2/access_tokens/");
  for (const { pk } of events) expect(["unknown", "redeemed"]).toContain(byId.get(pk)?.word);
});
