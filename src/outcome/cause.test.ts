import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readEvent } from "../api/wire/event.ts";
import type { JsonValue } from "../api/wire/json.ts";
import { readProvider } from "../api/wire/provider.ts";
import { causeOf, differenceOf } from "./cause.ts";
import type { Birth } from "./facts.ts";

const AT = Date.parse("2026-11-22T10:00:00Z");

const birth: Birth = {
  id: "birth",
  at: AT,
  user: 1,
  provider: 15,
  scopes: ["openid"],
  nonce: null,
  responseType: "code",
};

function read<T>(row: { readable: true; value: T } | { readable: false }): T {
  if (!row.readable) throw new Error("unreadable");
  return row.value;
}

function refusal(after: number, pk: number, sent: string, expected: JsonValue) {
  return read(
    readEvent({
      pk: `event-${after}`,
      action: "configuration_error",
      created: new Date(AT + after).toISOString(),
      user: { pk: 1, username: "AnonymousUser" },
      context: {
        message: "Invalid redirect URI used by provider",
        provider: { pk, name: "Grafana" },
        redirect_uri: sent,
        expected,
      },
    }),
  );
}

const provider = (client_type: string) =>
  read(readProvider({ pk: 15, name: "Grafana", client_type }));
const client = { provider: 15, codeMs: 60_000, accessMs: 600_000, refreshMs: null };
const party = { client, provider: provider("confidential") };

test("a refused redirect URI of the provider within the code's life is the cause, in each version's form", () => {
  const sent = "https://grafana.example.com/callbakc";
  const urls = ["https://other.example.com/", "https://grafana.example.com/callback"];
  const events = [
    refusal(300, 15, sent, urls),
    refusal(
      400,
      15,
      sent,
      urls.map((url) => ({ url, matching_mode: "strict" })),
    ),
    refusal(500, 16, sent, urls),
    refusal(-500, 15, sent, urls),
    refusal(71_000, 15, sent, urls),
  ];
  const { refused, remaining } = causeOf(birth, true, party, events, true);
  expect(refused.map(({ event }) => event.pk)).toEqual(["event-300", "event-400"]);
  for (const one of refused) {
    expect(one.sent).toBe(sent);
    expect(one.registered).toEqual(urls.toReversed());
  }
  expect(remaining).toContain("redirect-uri");
});

test.each([
  { type: "confidential", challenge: true, ruledOut: ["redirect-uri"] },
  { type: "confidential", challenge: false, ruledOut: ["verifier", "redirect-uri"] },
  { type: "public", challenge: true, ruledOut: ["secret", "redirect-uri"] },
  { type: "public", challenge: false, ruledOut: ["secret", "verifier", "redirect-uri"] },
])("$type client, challenge $challenge: rules out $ruledOut", ({ type, challenge, ruledOut }) => {
  const cause = causeOf(birth, challenge, { client, provider: provider(type) }, [], true);
  expect(cause.ruledOut).toEqual(ruledOut);
  for (const suspect of ruledOut) expect(cause.remaining).not.toContain(suspect);
});

test("a provider that does not allow authorization codes is the first suspect, one that does is none", () => {
  const withGrants = (grant_types: string[]) =>
    read(readProvider({ pk: 15, name: "Grafana", client_type: "confidential", grant_types }));
  const without = causeOf(
    birth,
    true,
    { client, provider: withGrants(["refresh_token"]) },
    [],
    true,
  );
  expect(without.remaining[0]).toBe("grant-type");
  const allowed = causeOf(
    birth,
    true,
    { client, provider: withGrants(["authorization_code"]) },
    [],
    true,
  );
  expect(allowed.ruledOut).toContain("grant-type");
});

test("an address is not ruled out where the events were not read that far back", () => {
  expect(causeOf(birth, true, party, [], false).ruledOut).toEqual([]);
});

test("the difference of two texts is what is left between what both begin and end with", () => {
  expect(differenceOf("/callbakc", "/callback")).toEqual({ start: "/callba", own: "kc", end: "" });
  expect(differenceOf("http://a/", "https://a/")).toEqual({ start: "http", own: "", end: "://a/" });
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (one, other) => {
      const { start, own, end } = differenceOf(one, other);
      expect(start + own + end).toBe(one);
      expect(other.startsWith(start)).toBe(true);
      expect(other.endsWith(end)).toBe(true);
      expect(other.length).toBeGreaterThanOrEqual(start.length + end.length);
    }),
  );
});
