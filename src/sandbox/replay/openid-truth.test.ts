import { readFileSync } from "node:fs";
import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import { createOpenIdEndpoints } from "../openid/openid-endpoints.ts";

/** What running servers answered to sign-in, refresh and revocation, without the values of tokens. */
interface Seen {
  release: string;
  discovery: Record<string, unknown>;
  /** Addresses without an OpenID configuration. */
  missing: Record<string, number>;
  token: string[];
  headers: Record<string, string>;
  cases: Record<string, { status: number; keys: string[] | null; error: string | null }>;
  id_token_claims: string[];
  access_token_claims: string[];
  /** By the way that a client authenticates. */
  clients: Record<string, string>;
  prompt_none: Record<"signed in" | "signed out", string>;
  scopes: { asked: string; fields: string[]; api: number; userinfo: number }[];
}

const FILE = new URL("recorded/openid/seen.json", import.meta.url);
const recorded = JSON.parse(readFileSync(FILE, "utf8")) as Record<string, Seen>;

const ORIGIN = "https://sso.example.com";
const CLIENT = { id: "gl-grantlens", secret: "a-secret_of-the-client" };
const REDIRECT_URI = "http://localhost:9800/auth/callback";
const ALL = "openid profile email goauthentik.io/api offline_access";

const versions = Object.entries(recorded).map(
  ([name, seen]) => [name, seen.release, seen] as const,
);

describe.each(versions)("%s, as %s was seen", (version, _, seen) => {
  const endpoints = createOpenIdEndpoints({
    version,
    now: Date.now,
    address: () => ORIGIN,
    redirectUri: () => REDIRECT_URI,
    client: { ...CLIENT, slug: "grantlens" },
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    endpoints.handle(new Request(ORIGIN + path, { headers }));

  async function authorize(more: Record<string, string>, cookie = ""): Promise<URL> {
    const asked = new URLSearchParams({
      response_type: "code",
      client_id: CLIENT.id,
      redirect_uri: REDIRECT_URI,
      nonce: "n".repeat(43),
      ...more,
    });
    const answer = await get(`/application/o/authorize/?${asked}`, { cookie });
    return new URL(answer.headers.get("Location") ?? ORIGIN);
  }

  async function post(path: string, form: Record<string, string>, authorization?: string) {
    const answer = await endpoints.handle(
      new Request(`${ORIGIN}/application/o/${path}`, {
        method: "POST",
        body: new URLSearchParams(form).toString(),
        headers: authorization === undefined ? {} : { Authorization: authorization },
      }),
    );
    return { answer, status: answer.status, body: await answer.json() };
  }

  const secret = { client_id: CLIENT.id, client_secret: CLIENT.secret };

  async function signIn(scope: string, client: Record<string, string> = secret, basic?: string) {
    const back = await authorize({ as: "admin", ...(scope !== "" && { scope }) });
    const code = back.searchParams.get("code") ?? "";
    const form = { grant_type: "authorization_code", code, redirect_uri: REDIRECT_URI, ...client };
    return post("token/", form, basic);
  }

  test("the configuration says the same, and is at one address only", async () => {
    const sent = await (
      await get("/application/o/grantlens/.well-known/openid-configuration")
    ).json();
    const sorted = (body: Record<string, unknown>) => ({
      ...body,
      scopes_supported: (body["scopes_supported"] as string[]).toSorted(),
    });
    expect(sorted(sent)).toEqual(sorted(seen.discovery));
    for (const [path, status] of Object.entries(seen.missing)) {
      expect((await get(path)).status, path).toBe(status);
    }
  });

  test("a token answer has the same fields, headers and claims", async () => {
    const { answer, body } = await signIn(ALL);
    expect(Object.keys(body).toSorted()).toEqual(seen.token);
    for (const [name, value] of Object.entries(seen.headers)) {
      expect(answer.headers.get(name)).toBe(value);
    }
    expect(Object.keys(decodeJwt(body.id_token)).toSorted()).toEqual(seen.id_token_claims);
    expect(Object.keys(decodeJwt(body.access_token)).toSorted()).toEqual(seen.access_token_claims);
    expect(body.refresh_token).toHaveLength(128);
  });

  test.each(seen.scopes)("with the scopes “$asked”, it gives and allows the same", async (one) => {
    const { body } = await signIn(one.asked);
    expect(Object.keys(body).toSorted()).toEqual(one.fields);
    const bearer = { Authorization: `Bearer ${body.access_token}` };
    expect((await get("/application/o/userinfo/", bearer)).status).toBe(one.userinfo);
    expect(endpoints.callerOf(body.access_token) === null).toBe(one.api === 403);
  });

  test("clients that authenticate in each way are accepted or refused alike", async () => {
    const encoded = (text: string) =>
      encodeURIComponent(text).replaceAll("-", "%2D").replaceAll("_", "%5F");
    const basic = `Basic ${btoa(`${encoded(CLIENT.id)}:${encoded(CLIENT.secret)}`)}`;
    const outcome = async (client: Record<string, string>, authorization?: string) => {
      const { body } = await signIn(ALL, client, authorization);
      return body.error ?? "ok";
    };
    const id = { client_id: CLIENT.id };
    expect({
      client_secret_post: await outcome(secret),
      client_secret_basic: await outcome({}, basic),
      "none on a confidential client": await outcome(id),
      "wrong secret": await outcome({ ...id, client_secret: "wrong" }),
      client_secret_jwt: await outcome({
        ...id,
        client_assertion: "eyJ",
        client_assertion_type: "x",
      }),
    }).toEqual(seen.clients);
  });

  test("prompt=none asks nobody anything", async () => {
    const outcome = (back: URL) => back.searchParams.get("error") ?? "ok";
    const known = "sandbox_session=admin";
    expect({
      "signed in": outcome(await authorize({ prompt: "none" }, known)),
      "signed out": outcome(await authorize({ prompt: "none" })),
    }).toEqual(seen.prompt_none);
  });

  test("refreshing and revoking go the same way", async () => {
    const refresh = (token: string, more: Record<string, string> = {}) =>
      post("token/", { grant_type: "refresh_token", refresh_token: token, ...secret, ...more });
    const revoke = (token: string, more: Record<string, string> = {}) =>
      post("revoke/", { token, ...secret, ...more });
    const fresh = async () => (await signIn(ALL)).body;
    const wrong = { client_secret: "wrong" };
    const first = (await fresh()).refresh_token;
    const second = await refresh(first);
    const third = await fresh();
    const went: Record<string, { status: number; body: Record<string, string> }> = {
      refresh: second,
      "old refresh token again": await refresh(first),
      "new refresh token after the old one was used again": await refresh(
        second.body.refresh_token,
      ),
      "refresh asking scope openid only": await refresh(third.refresh_token, { scope: "openid" }),
      "refresh asking more scope than granted": await refresh(third.refresh_token, {
        scope: `${ALL} more`,
      }),
      "refresh with wrong secret": await refresh(third.refresh_token, wrong),
      "garbage refresh token": await refresh("garbage"),
      "refresh asking openid+offline_access": await refresh(third.refresh_token, {
        scope: "openid offline_access",
      }),
      "revoke access token": await revoke((await fresh()).access_token),
      "revoke refresh token": await revoke((await fresh()).refresh_token),
      "revoke an unknown token": await revoke("unknown"),
      "revoke with a wrong secret": await revoke("unknown", wrong),
    };
    const brief = Object.entries(went).map(([name, { status, body }]) => {
      const error = body["error"] ?? null;
      return [name, { status, keys: error === null ? Object.keys(body).toSorted() : null, error }];
    });
    expect(Object.fromEntries(brief)).toEqual(seen.cases);
    expect(decodeJwt(second.body.id_token)["nonce"]).toBeUndefined();
  });

  test("what is revoked is refused from then on, and the other token lives on", async () => {
    const { body } = await signIn(ALL);
    await post("revoke/", { token: body.refresh_token, ...secret });
    expect(endpoints.callerOf(body.access_token)).toBe("admin");
    await post("revoke/", { token: body.access_token, ...secret });
    expect(endpoints.callerOf(body.access_token)).toBeNull();
  });
});
