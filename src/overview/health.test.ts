import { expect, test } from "vitest";
import { readEvent } from "../api/wire/event.ts";
import { readAuthorizationCode } from "../api/wire/grant.ts";
import { readProvider } from "../api/wire/provider.ts";
import { type Findings, healthOf } from "./health.ts";

const NOW = Date.parse("2026-11-22T10:04:00Z");
const at = (secondsAgo: number) => new Date(NOW - secondsAgo * 1000).toISOString();

function read<T>(row: { readable: true; value: T } | { readable: false }): T {
  if (!row.readable) throw new Error("unreadable");
  return row.value;
}

const provider = {
  pk: 7,
  name: "Grafana",
  assigned_application_name: "Grafana",
  client_id: "grafana",
  client_type: "confidential",
  access_code_validity: "minutes=1",
};

const signIn = (secondsAgo: number, args: Record<string, string> = {}) =>
  read(
    readEvent({
      pk: `event-${secondsAgo}`,
      created: at(secondsAgo),
      user: { pk: 1, username: "jane", email: "" },
      context: {
        authorized_application: { pk: "a".repeat(32), name: "Grafana" },
        http_request: { args: { client_id: "grafana", response_type: "code", ...args } },
      },
    }),
  );

/** A code that ended so many seconds ago. */
const ended = (secondsAgo: number) =>
  read(
    readAuthorizationCode({
      pk: secondsAgo,
      provider,
      user: { pk: 1, username: "jane" },
      is_expired: true,
      expires: at(secondsAgo),
      scope: [],
    }),
  );

const refusal = (secondsAgo: number, redirect_uri: string | null) =>
  read(
    readEvent({
      pk: `refusal-${secondsAgo}`,
      created: at(secondsAgo),
      context: { provider: { pk: 7, name: "Grafana" }, redirect_uri },
    }),
  );

/** The clean-up ran two minutes ago; one of three codes that have ended since is still listed. */
const findings: Findings = {
  events: {
    rows: [signIn(20), signIn(80), signIn(100), signIn(150), signIn(600)],
    from: NOW - 3600_000,
  },
  errors: [],
  codes: { rows: [ended(40)], count: 1, isWhole: true, asOf: NOW },
  providers: [read(readProvider(provider))],
  seesAll: true,
};

const health = (more: Partial<Findings> = {}) =>
  healthOf({ ...findings, ...more }, NOW - 3600_000, true);

test("of the sign-ins whose code ended since the clean-up, so many were not redeemed", () => {
  const { applications, signIns, decided, unredeemed, window } = health();
  expect({ signIns, decided, unredeemed }).toEqual({ signIns: 5, decided: 3, unredeemed: 1 });
  expect(window).toEqual({ from: NOW - 120_000, to: NOW });
  expect(applications).toMatchObject([
    {
      provider: 7,
      name: "Grafana",
      signIns: 5,
      decided: 3,
      unredeemed: 1,
      check: { what: "secret" },
    },
  ]);
});

test("own codes are no share of everybody's sign-ins", () => {
  expect(health({ seesAll: false })).toMatchObject({ signIns: 5, decided: null, unredeemed: 1 });
});

test("without providers no sign-in is counted for any, and the code's own provider tells its type", () => {
  const { signIns, applications } = health({ providers: null });
  expect(signIns).toBeNull();
  expect(applications).toMatchObject([{ signIns: null, unredeemed: 1, check: { what: "secret" } }]);
});

test.each([
  [
    "of the codes looked at",
    [refusal(60, "https://x/")],
    { what: "redirect-uri", sent: "https://x/" },
  ],
  ["long before them", [refusal(3000, "https://x/")], { what: "secret" }],
  ["of another kind", [refusal(60, null)], { what: "secret" }],
])("a refused redirect URI %s", (_, errors, check) => {
  expect(health({ errors }).applications[0]?.check).toEqual(check);
});

test("with a challenge it may be the verifier", () => {
  const rows = [signIn(80, { code_challenge: "x" })];
  expect(health({ events: { rows, from: NOW - 3600_000 } }).applications[0]?.check).toEqual({
    what: "secret-or-verifier",
  });
});
