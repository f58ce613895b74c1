import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "./json.ts";
import { redact, WITHHELD } from "./redact.ts";

const CANARY = "CANARY-7f3a";

const SECRET = [
  "client_secret",
  "consumer_secret",
  "id_token",
  "access_token",
  "refresh_token",
  "token",
  "key_data",
  "private_key",
  "bot_token",
  "plex_token",
  "bind_password",
  "sync_password",
  "sync_keytab",
  "spnego_keytab",
  "password",
  "secret",
  "api_key",
];

test.each(SECRET)("%s is withheld at any depth", (name) => {
  const value = { [name]: CANARY, list: [{ deeper: { [name]: [CANARY] } }] };
  expect(redact(value)).toEqual({
    [name]: WITHHELD,
    list: [{ deeper: { [name]: WITHHELD } }],
  });
});

test.each([
  "access_token_validity",
  "refresh_token_validity",
  "refresh_token_threshold",
  "signing_key",
  "encryption_key",
  "password_change_date",
  "consumer_key",
  "client_id",
  "default_token_length",
])("%s is kept", (name) => {
  expect(redact({ [name]: "minutes=1" })).toEqual({ [name]: "minutes=1" });
});

test("empty values, null and booleans are kept", () => {
  const value = {
    password: "",
    token: null,
    secret: true,
    api_key: false,
    id_token: {},
    keytab: [],
  };
  expect(redact(value)).toEqual(value);
});

test("numbers and objects under a secret's name are withheld", () => {
  expect(redact({ password: 1234, token: { value: CANARY }, secret: 0 })).toEqual({
    password: WITHHELD,
    token: WITHHELD,
    secret: WITHHELD,
  });
});

test("inside attributes, values are withheld by every name that looks like a secret's", () => {
  const names = [
    "my_secret",
    "wifi_password",
    "passwordHash",
    "git_token",
    "API-Key",
    "Private_Key",
    "apikey",
    "APIKey",
    "clientsecret",
    "CLIENTSECRET",
    "accessToken2",
    "client_secret_old",
    "secret_value",
    "secret1",
    "secrets",
    "tokens",
    "signing_secret_key",
    "aws_secret_access_key",
    "auth_key",
    "credentials",
    "pwd",
    "pass",
    "passcode",
    "pin",
    "otp_seed",
    "recovery_codes",
    "bearer",
    "jwt",
    "aws_keys",
    "api/key",
    "client:secret",
    "ｓｅｃｒｅｔ",
    "sec\u200bret",
  ];
  const attributes = Object.fromEntries(names.map((name) => [name, CANARY]));
  expect(redact({ attributes: { deep: [attributes] } })).toEqual({
    attributes: { deep: [Object.fromEntries(names.map((name) => [name, WITHHELD]))] },
  });
  const innocent = {
    passport: "x",
    secretary: "Ann",
    spinning: "y",
    keyboard: "z",
    notes: "n",
    ssh_public_key: "k",
  };
  expect(redact({ attributes: innocent })).toEqual({ attributes: innocent });
  expect(redact({ settings: { wifi_password_hint: "a", token_count: "b" } })).toEqual({
    settings: { wifi_password_hint: "a", token_count: "b" },
  });
  expect(redact({ attributes: { "goauthentik.io/user/token-expires": true, notes: "x" } })).toEqual(
    {
      attributes: { "goauthentik.io/user/token-expires": true, notes: "x" },
    },
  );
});

test("inside attributes, a list of names and values is treated like an object", () => {
  const list = (value: string) => [
    { name: "api_key", value },
    { key: "Wifi password", value },
  ];
  expect(redact({ attributes: { all: list(CANARY) } })).toEqual({
    attributes: { all: list(WITHHELD) },
  });
  expect(redact({ attributes: { all: [{ name: "colour", value: "red" }] } })).toEqual({
    attributes: { all: [{ name: "colour", value: "red" }] },
  });
});

test("outside attributes, names that end like a secret's are withheld", () => {
  expect(redact({ include_claims_in_id_token: true })).toEqual({
    include_claims_in_id_token: true,
  });
  expect(redact({ webhook_token: CANARY, oidc_secret: CANARY, secrets_of_trade: "a" })).toEqual({
    webhook_token: WITHHELD,
    oidc_secret: WITHHELD,
    secrets_of_trade: "a",
  });
});

test("names match regardless of case and separators", () => {
  expect(redact({ clientSecret: CANARY, "Client-Secret": CANARY, ID_TOKEN: CANARY })).toEqual({
    clientSecret: WITHHELD,
    "Client-Secret": WITHHELD,
    ID_TOKEN: WITHHELD,
  });
});

test("a private key is withheld under any name, and so is the key in a token's own response", () => {
  const pem = "-----BEGIN RSA PRIVATE KEY-----\nCANARY\n-----END RSA PRIVATE KEY-----";
  expect(redact({ data: pem })).toEqual({ data: WITHHELD });
  expect(redact({ key: CANARY })).toEqual({ key: WITHHELD });
  expect(redact({ results: [{ key: "a", name: "b" }] })).toEqual({
    results: [{ key: "a", name: "b" }],
  });
});

test("a field called __proto__ stays a field", () => {
  const value = JSON.parse(
    `{"__proto__":{"client_secret":"${CANARY}","polluted":1}}`,
  ) as JsonObject;
  const result = redact(value);
  expect(JSON.stringify(result)).toBe(`{"__proto__":{"client_secret":"${WITHHELD}","polluted":1}}`);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test("deep nesting neither throws nor hides a secret", () => {
  const depth = 100_000;
  const text = `${'{"a":'.repeat(depth)}{"client_secret":"${CANARY}"}${"}".repeat(depth)}`;
  const list = JSON.parse("[".repeat(depth) + "]".repeat(depth)) as JsonValue;
  expect(JSON.stringify(redact(JSON.parse(text) as JsonValue))).not.toContain(CANARY);
  expect(JSON.stringify(redact(list))).toContain(WITHHELD);
});

test("the argument is not mutated", () => {
  const value = { client_secret: CANARY, attributes: { a_token: CANARY } };
  redact(value);
  expect(value).toEqual({ client_secret: CANARY, attributes: { a_token: CANARY } });
});

/** JSON with the canary in its secrets and nowhere else. */
const withSecrets = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 3 }),
    fc
      .tuple(fc.constantFrom(...SECRET), tie("value"))
      .map(([name, sibling]) => ({ [name]: { nested: [CANARY] }, sibling })),
    tie("value").map((inner) => ({ attributes: { inner, any_secret: CANARY } })),
  ),
})).value;

test("property: no canary gets through", () => {
  fc.assert(fc.property(withSecrets, (value) => !JSON.stringify(redact(value)).includes(CANARY)));
});

test("property: redacting twice, even after a copy, equals redacting once", () => {
  fc.assert(
    fc.property(withSecrets, (value) => {
      const once = redact(value);
      expect(redact(once)).toEqual(once);
      expect(redact(structuredClone(once))).toEqual(once);
    }),
  );
});

test("property: JSON without secrets is unchanged", () => {
  const plainName = fc.stringMatching(/^[bcdfg]{0,6}$/);
  const plain = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(plainName, tie("value"), { maxKeys: 4 }),
    ),
  })).value;
  fc.assert(
    fc.property(plain, (value) => {
      expect(redact(value)).toEqual(value);
    }),
  );
});

describe("an ID token in a token's row", () => {
  const claims = (more: object) => JSON.stringify({ iss: "https://sso.example.com/", ...more });
  const redacted = (text: string) => (redact({ id_token: text }) as { id_token: string }).id_token;

  test("keeps its claims, a JSON text, without possible secrets in them", () => {
    const text = claims({
      nonce: "n-1",
      at_hash: "h-1",
      access_token: "abc",
      nested: { api_key: "k", groups: ["staff"] },
    });
    expect(JSON.parse(redacted(text))).toEqual({
      iss: "https://sso.example.com/",
      nonce: "n-1",
      at_hash: "h-1",
      access_token: WITHHELD,
      nested: { api_key: WITHHELD, groups: ["staff"] },
    });
  });

  test("is withheld when it is the signed token itself, or anything but claims", () => {
    for (const text of ["eyJhbGciOi.eyJzdWIiOi.c2ln", "not JSON", "[1]", '"text"', "7"]) {
      expect(redacted(text)).toBe(WITHHELD);
    }
    expect(redacted("")).toBe("");
  });

  test("a signed token among the claims is withheld under any name", () => {
    const text = claims({
      proof: "eyJhbGciOiJub25l.eyJzdWIiOiIxIn0.",
      said: "eyJ is how they begin",
    });
    expect(JSON.parse(redacted(text))).toMatchObject({
      proof: WITHHELD,
      said: "eyJ is how they begin",
    });
  });

  test("is unchanged when redacted a second time", () => {
    const once = redacted(claims({ token: "t", list: [{ name: "api_key", value: "v" }] }));
    expect(redacted(once)).toBe(once);
    expect(once).not.toContain('"v"');
  });
});
