import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { get } from "./client.ts";
import { ApiError, type Failure } from "./failures.ts";
import { getObject, getPage } from "./endpoint.ts";
import { readAuthorizationCode } from "./wire/grant.ts";

afterEach(() => vi.unstubAllGlobals());

const CANARY = "CANARY-9e0d";
const CODE = JSON.stringify({
  pk: 7,
  provider: { pk: 1, name: "Grafana", client_secret: CANARY },
  user: { pk: 2, username: "ada", name: "Ada", attributes: { wifi_password: CANARY } },
  is_expired: false,
  expires: null,
  scope: ["openid"],
});
const PAGINATION =
  '{"next":0,"previous":0,"count":1,"current":1,"total_pages":1,"start_index":1,"end_index":1}';
const PAGE = `{"pagination":${PAGINATION},"results":[${CODE}]}`;
const JSON_TYPE = { "Content-Type": "application/json" };

/** Answers every request with this, but who-am-I with a user. */
function answering(status: number, body: BodyInit | null, headers: object = JSON_TYPE): void {
  vi.stubGlobal("fetch", async (url: string) =>
    String(url).includes("users/me")
      ? Response.json({ user: { pk: 1, username: "ada" } })
      : new Response(body, { status, headers: { ...headers } }),
  );
}

/** The failures of a list request and an object request; rethrows anything but an ApiError. */
async function failures(): Promise<Failure[]> {
  const asking = [
    getPage("oauth2/authorization_codes/", { page_size: "20" }, readAuthorizationCode),
    getObject("oauth2/authorization_codes/7/", readAuthorizationCode),
  ];
  const settled = await Promise.allSettled<unknown>(asking);
  return settled.map((one) => {
    if (one.status === "fulfilled") throw new Error(`read: ${JSON.stringify(one.value)}`);
    if (!(one.reason instanceof ApiError)) throw one.reason;
    expect(JSON.stringify(one.reason)).not.toContain(CANARY);
    return one.reason.failure;
  });
}

const DEEP = 200_000;

test.each<[string, BodyInit | null, string]>([
  ["nothing", "", "json"],
  ["no body", null, "json"],
  ["blanks", " \r\n\t ", "json"],
  ["a page for people", "<!DOCTYPE html><title>Sign in</title>", "html"],
  ["a page after blanks", "\n\n  <html></html>", "html"],
  ["XML", '<?xml version="1.0"?><a/>', "html"],
  ["a word", "undefined", "json"],
  ["not a number", "NaN", "json"],
  ["single quotes", "{'a': 1}", "json"],
  ["two bodies", `${PAGE}${PAGE}`, "json"],
  ["a comma too many", '{"results": [],}', "json"],
  ["an anti-hijacking prefix", `)]}',\n${PAGE}`, "json"],
  ["raw control characters", '{"a": "\u0001"}', "json"],
  ["bytes of another encoding", new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]), "json"],
  ["5 MB of it, broken off", `{"results": ["${"x".repeat(5_000_000)}`, "json"],
  ["null", "null", "shape"],
  ["true", "true", "shape"],
  ["a number", "1e999", "shape"],
  ["a text", '"<html>"', "shape"],
  ["a list", `[${CODE}]`, "shape"],
  ["an object of nothing", "{}", "shape"],
  ["a prototype", '{"__proto__": {"pk": 7, "results": [], "pagination": {}}}', "shape"],
  ["a token's key", `{"key": "${CANARY}"}`, "shape"],
  ["5 MB of something else", `{"a": "${"x".repeat(5_000_000)}"}`, "shape"],
  ["a million elements", `[${"0,".repeat(999_999)}0]`, "shape"],
  ["lists without end", "[".repeat(DEEP) + "]".repeat(DEEP), "shape"],
  ["objects without end", '{"a":'.repeat(DEEP) + "1" + "}".repeat(DEEP), "shape"],
])("a 200 with %s is unreadable", async (_, body, what) => {
  answering(200, body);
  const unreadable = { kind: "unreadable", what };
  expect(await failures()).toEqual([unreadable, unreadable]);
});

test("a response truncated anywhere is unreadable", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(PAGE.length - 1), async (end) => {
      answering(200, PAGE.slice(0, end));
      const unreadable = { kind: "unreadable", what: "json" };
      expect(await failures()).toEqual([unreadable, unreadable]);
    }),
    { seed: 4, numRuns: 200 },
  );
});

test("a byte order mark is accepted", async () => {
  answering(200, `\ufeff${PAGE}`);
  const page = await getPage("oauth2/authorization_codes/", {}, readAuthorizationCode);
  expect(page.rows).toMatchObject([{ readable: true, value: { pk: 7 } }]);
  expect(JSON.stringify(page)).not.toContain(CANARY);
});

test("a field of 5 MB is read", async () => {
  const name = "x".repeat(5_000_000);
  answering(200, CODE.replace("Ada", name));
  const { value } = await getObject("oauth2/authorization_codes/7/", readAuthorizationCode);
  expect(value.user?.name).toBe(name);
});

const ANY_TEXT = fc.oneof(
  fc.constantFrom("", "<html>", PAGE, CODE, "null", "[]", '"x"', '{"detail": {"a": [[]]}}'),
  fc.json({ maxDepth: 5 }),
  fc.string({ unit: "binary" }),
);

test("no combination of body and status throws anything but an ApiError", async () => {
  const statuses = [200, 201, 206, 301, 302, 400, 401, 403, 404, 405, 418, 429, 500, 502, 503, 599];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...statuses), ANY_TEXT, async (status, body) => {
      answering(status, body);
      const readable = status < 300 && (body === PAGE || body === CODE);
      if (!readable) for (const failure of await failures()) expect(failure.kind).toBeTruthy();
    }),
    { seed: 4, numRuns: 500 },
  );
});

test.each<[string, string]>([
  ["a list", `[${'"no",'.repeat(30_000)}"no"]`],
  ["a detail", `{"detail": [${'"no",'.repeat(30_000)}"no"]}`],
  ["fields", `{${Array.from({ length: 20_000 }, (_, at) => `"f${at}": ["no"]`).join()}}`],
  ["nested lists", `{"a": ${"[".repeat(DEEP)}"no"${"]".repeat(DEEP)}}`],
])("a rejection with tens of thousands of messages in %s is cut short", async (_, body) => {
  answering(400, body);
  for (const failure of await failures()) {
    expect(failure.kind).toBe("invalid");
    expect(JSON.stringify(failure).length).toBeLessThan(2000);
  }
});

test("a rejection that quotes a secret does not reveal it", async () => {
  answering(400, `{"client_secret": ["${CANARY}"], "attributes": {"wifi_password": "${CANARY}"}}`);
  for (const failure of await failures()) {
    expect(failure).toMatchObject({
      kind: "invalid",
      fields: { client_secret: ["[withheld]"], attributes: ["[withheld]"] },
    });
  }
});

test("a body that breaks off while being read is a broken connection", async () => {
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(PAGE.slice(0, 40)));
      controller.error(new TypeError("terminated"));
    },
  });
  answering(200, broken);
  await expect(get("oauth2/authorization_codes/")).rejects.toMatchObject({
    failure: { kind: "unreachable", reason: "network" },
  });
});
