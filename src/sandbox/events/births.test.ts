import { expect, test, vi } from "vitest";
import type { JsonFields } from "../http/json-fields.ts";
import { instant, instantMs } from "../rules/instant.ts";
import { FAILING_CLIENT, FAULTY_CLIENTS } from "../world/clients.ts";
import type { World } from "../world/entities.ts";
import { validityMs } from "../world/validity.ts";
import { createWorld } from "../world/world.ts";
import type { EventEntity } from "./event-entities.ts";
import type { EventQuery } from "./event-query.ts";

// A busy machine must not fail these tests.
vi.setConfig({ testTimeout: 60_000 });

const START = Date.parse("2026-11-22T10:04:30.250Z");
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

function world(change: Partial<Parameters<typeof createWorld>[0]> = {}): World {
  return createWorld({ seed: 7, rows: 90, start: START, still: false, ...change });
}

const ALL: EventQuery = { terms: [], conditions: [], order: ["-created"] };

/** @param most the newest ones only */
function eventsOf(of: World, now: number, query: Partial<EventQuery> = {}, most = Infinity) {
  const selected = of.events.select(now, { ...ALL, ...query }, []);
  return selected.page(0, Math.min(most, selected.count));
}

function argsOf({ context }: EventEntity): JsonFields {
  return (context["http_request"] as JsonFields)["args"] as JsonFields;
}

const lively = world();
const births = eventsOf(lively, START, { action: "authorize_application" });
const providers = new Map(lively.providers.map((each) => [each.pk, each]));
const byClient = new Map(lively.providers.map((each) => [each.client_id, each]));

function pkOf(name: string): number | undefined {
  return lively.providers.find((each) => each.name === name)?.pk;
}

test("the events go back for hours, and a year until they end", () => {
  expect(births.length).toBeGreaterThan(5000);
  expect(instantMs(births.at(-1)?.created ?? "")).toBeLessThan(START - 2 * HOUR);
  const small = eventsOf(world({ rows: 18 }), START);
  expect(instantMs(small.at(-1)?.created ?? "")).toBeLessThan(START - 23 * HOUR);
  for (const { created, expires } of births.slice(0, 100)) {
    const year = instantMs(expires) - instantMs(created);
    expect(Math.abs(year - 365 * 24 * HOUR)).toBeLessThan(5);
  }
});

test("each code of the list was born by an event shortly before it, none is without a code", () => {
  const codes = lively
    .codes(START)
    .all()
    .filter(({ expiring, expires }) => expiring && expires !== null)
    .filter(({ pk }) => pk > 20_000);
  const ages: number[] = [];
  for (const code of codes) {
    const provider = providers.get(code.provider);
    const minted = instantMs(code.expires ?? "") - validityMs(provider?.access_code_validity ?? "");
    const earliest = instant(minted - 7000);
    const fitting = births.filter((event) => {
      if (event.created < earliest) return false;
      const lead = minted - instantMs(event.created);
      const isTheirs =
        event.user.pk === code.user &&
        byClient.get(String(argsOf(event)["client_id"])) === provider;
      return (
        isTheirs && event.context["scopes"] === code.scope.join(" ") && lead > -1 && lead < 7000
      );
    });
    // A whole second was rounded down.
    if (code.expires?.endsWith(".000000Z")) continue;
    expect(fitting.length).toBeGreaterThanOrEqual(1);
    ages.push(minted - instantMs(fitting[0]?.created ?? ""));
  }
  expect(ages.length).toBeGreaterThan(60);
  expect(Math.min(...ages)).toBeGreaterThanOrEqual(49);
  expect(ages.toSorted((one, other) => one - other)[ages.length >> 1]).toBeLessThan(500);
});

test("each token of a code has the nonce of exactly one birth, before it", () => {
  const byNonce = new Map(births.map((event) => [argsOf(event)["nonce"], event]));
  const tokens = lively.accessTokens(START).filter(({ pk }) => pk >= 200_000);
  expect(tokens.length).toBeGreaterThan(500);
  const nonces: unknown[] = [];
  for (const { id_token, user, provider, scope } of tokens) {
    const nonce = id_token?.["nonce"];
    if (nonce === undefined) continue;
    nonces.push(nonce);
    const birth = byNonce.get(nonce);
    expect(birth?.user.pk).toBe(user);
    expect(birth?.context["scopes"]).toBe(scope.join(" "));
    expect(argsOf(birth as EventEntity)["client_id"]).toBe(providers.get(provider)?.client_id);
    const age = Number(id_token?.["iat"]) - instantMs(birth?.created ?? "") / SECOND;
    expect(age).toBeGreaterThan(-1);
    expect(age).toBeLessThan(15);
  }
  expect(nonces.length).toBeGreaterThan(tokens.length * 0.5);
  const twice = tokens.filter(({ provider }) => provider === pkOf("Harbor"));
  expect(twice.length).toBeGreaterThan(5);
  expect(new Set(nonces).size).toBeLessThan(nonces.length);
});

test("the births that left no token are those of abandoned codes", () => {
  const tokens = lively.accessTokens(START).map(({ id_token }) => id_token?.["nonce"]);
  const nonces = new Set(tokens);
  const window = births.filter(({ created }) => {
    const age = START - instantMs(created);
    return age > 15 * SECOND && age < 4 * MINUTE;
  });
  const redeemed = new Map<string, [yes: number, no: number]>();
  for (const event of window) {
    const { nonce, client_id } = argsOf(event);
    if (nonce === undefined) continue;
    const { name = "" } = byClient.get(String(client_id)) ?? {};
    const counts = redeemed.get(name) ?? [0, 0];
    counts[nonces.has(nonce) ? 0 : 1]++;
    redeemed.set(name, counts);
  }
  expect(redeemed.get(FAILING_CLIENT)?.[0] ?? 0).toBe(0);
  for (const name of ["Outline", "Mattermost", "Nextcloud"]) {
    const [yes, no] = redeemed.get(name) ?? [1, 0];
    expect(no).toBeLessThanOrEqual(Math.max(1, yes * 0.2));
  }
});

test("a client with a wrong redirect URI leaves configuration errors for each code it cannot redeem", () => {
  const client = pkOf("Print release");
  const errors = eventsOf(lively, START, { action: "configuration_error" });
  for (const event of errors) {
    expect(event.user.username).toBe("AnonymousUser");
    expect(event.context["provider"]).toMatchObject({ pk: client, name: "Print release" });
    expect(event.client_ip).toMatch(/^10\.20\./);
  }
  const codes = lively
    .codes(START)
    .all()
    .filter(({ provider, expires }) => {
      const left = instantMs(expires ?? "") - START;
      return provider === client && left < 9.8 * MINUTE;
    });
  expect(codes.length).toBeGreaterThan(3);
  for (const { expires } of codes) {
    const minted = instantMs(expires ?? "") - 10 * MINUTE;
    const after = errors.filter(({ created }) => {
      const age = instantMs(created) - minted;
      return age > 0 && age < 9 * SECOND;
    });
    expect(after.length).toBeGreaterThan(0);
  }
});

test("every client with a fault exists and is born codes", () => {
  for (const name of Object.keys(FAULTY_CLIENTS)) {
    const pk = pkOf(name);
    const clientId = providers.get(pk ?? 0)?.client_id;
    expect(births.some((event) => argsOf(event)["client_id"] === clientId)).toBe(true);
  }
  const lost = births.filter((event) => {
    return byClient.get(String(argsOf(event)["client_id"]))?.name === "Warehouse scanners";
  });
  const challenges = lost.filter((event) => argsOf(event)["code_challenge"] !== undefined);
  expect(challenges.length).toBeGreaterThan(0);
  expect(challenges.length).toBeLessThan(lost.length);
});

test("the log depends on the moment, not on earlier calls, and only grows", () => {
  const asked = world();
  for (const moment of [0, 40, 700, 61_000, 59_000, HOUR, -HOUR, 26 * HOUR]) {
    const now = START + moment;
    const seen = eventsOf(asked, now, {}, 300);
    expect(seen).toEqual(eventsOf(world(), now, {}, 300));
    for (const { created } of seen) expect(instantMs(created)).toBeLessThanOrEqual(now);
    const sorted = seen.map(({ created }) => created);
    expect(sorted).toEqual(sorted.toSorted().toReversed());
  }
  const before = eventsOf(asked, START, {}, 50);
  const after = eventsOf(asked, START + 3 * MINUTE, {}, 1000).map(({ pk }) => pk);
  for (const { pk } of before) expect(after).toContain(pk);
});

test("keys are unique, and an event is found by its key", () => {
  const all = eventsOf(lively, START);
  expect(new Set(all.map(({ pk }) => pk)).size).toBe(all.length);
  for (const event of [...all.slice(0, 50), ...all.slice(-50)]) {
    expect(lively.events.find(START, event.pk)).toEqual(event);
  }
  expect(lively.events.find(START - HOUR, all[0]?.pk ?? "")).toBeUndefined();
  expect(lively.events.find(START, "00000000-0000-4000-8000-000000000000")).toBeUndefined();
});

test("in a still world nothing happens any more", () => {
  const still = world({ still: true });
  expect(eventsOf(still, START + 9 * HOUR, {}, 300)).toEqual(eventsOf(lively, START, {}, 300));
});

test("nonce and state start with CANARY-", () => {
  for (const event of births.slice(0, 500)) {
    const { state, nonce = "CANARY-nonce-" } = argsOf(event);
    expect(state).toMatch(/^CANARY-state-/);
    expect(nonce).toMatch(/^CANARY-nonce-/);
  }
});
