import { expect, test } from "vitest";
import recorded from "../../sandbox/replay/recorded/openid/events.json";
import { readEvent } from "./event.ts";
import type { JsonValue } from "./json.ts";
import { WITHHELD } from "./redact.ts";

const base = {
  pk: "1af2529b-4600-43ea-89b4-59a24cde1c02",
  action: "authorize_application",
  created: "2026-11-28T02:31:15.335270Z",
  user: { pk: 72, email: "gl-user@example.com", username: "gl-user" },
  client_ip: "127.0.0.1",
};

const args = {
  client_id: "grafana",
  redirect_uri: "https://grafana.example.com/callback",
  response_type: "code",
  state: "the-state",
  nonce: "the-nonce",
  code_challenge: "the-challenge",
  code_challenge_method: "S256",
};

function withArgs(more: Record<string, JsonValue>) {
  const row = readEvent({
    ...base,
    context: {
      scopes: "openid offline_access",
      authorized_application: { pk: "875c9c9ef78447a9a47ceac1e82b131d", name: "Grafana" },
      http_request: { args: { ...args, ...more } },
    },
  });
  if (!row.readable) throw new Error("unreadable");
  return row;
}

test("state, nonce and challenge are told as present, and kept nowhere", () => {
  const { value, raw } = withArgs({});
  expect(value.context.request).toEqual({
    clientId: "grafana",
    redirectUri: "https://grafana.example.com/callback",
    responseType: "code",
    challengeMethod: "S256",
    hasState: true,
    hasNonce: true,
    hasChallenge: true,
  });
  expect(value.context.scopes).toEqual(["openid", "offline_access"]);
  for (const secret of ["the-state", "the-nonce", "the-challenge"]) {
    expect(JSON.stringify([value, raw])).not.toContain(secret);
  }
});

test("a nonce has one fingerprint, another nonce another", () => {
  const nonceOf = (nonce: string) => withArgs({ nonce }).value.nonce;
  expect(nonceOf("a")).toBe(nonceOf("a"));
  const many = new Set(Array.from({ length: 5000 }, (_, index) => nonceOf(`nonce-${index}`)));
  expect(many.size).toBe(5000);
  // Withheld on the way here: it tells nothing.
  expect(nonceOf(WITHHELD)).toBeNull();
  expect(withArgs({ nonce: "" }).value.nonce).toBeNull();
});

test("recorded events of every version are read without a problem", () => {
  const events = eventsIn(recorded as JsonValue);
  expect(events.length).toBeGreaterThan(3);
  for (const event of events) {
    const row = readEvent(event);
    expect(row.readable && row.problems).toEqual([]);
  }
});

/** Every object with a `pk`, an `action` and a `context`, however deep. */
function eventsIn(value: JsonValue): JsonValue[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "action" in value && "context" in value && "pk" in value ? [value] : [];
  return [...own, ...Object.values(value).flatMap(eventsIn)];
}

test("a context of the wrong kind is no problem, an event without an id is unreadable", () => {
  for (const context of [null, [], "text", { http_request: 1, provider: "x", expected: {} }]) {
    const row = readEvent({ ...base, context: context as JsonValue });
    expect(row.readable && row.value.context.request).toBeNull();
  }
  expect(readEvent({ action: "login" }).readable).toBe(false);
});
