import { expect, test, vi } from "vitest";
import { createSandbox } from "../sandbox.ts";
import { ACCESS_TOKENS_PATH, CODES_PATH, invented, WORLD_START } from "../testing/asking.ts";

// A busy machine must not fail these tests.
vi.setConfig({ testTimeout: 30_000 });

const BACK = "http://127.0.0.1:1/back";
const ADMIN = { authorization: "Bearer sandbox-admin-token", "content-type": "application/json" };

/** A sandbox with a user, a provider of codes that live twenty seconds, and its application. */
async function prepared(version: string) {
  let now = WORLD_START;
  const { handle } = createSandbox({ version, world: invented, now: () => now });
  const send = (path: string, init?: RequestInit) =>
    handle(new Request(new URL(path, "http://authentik"), init));
  const api = async (method: string, path: string, body?: object) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await send(`/api/v3/${path}`, { method, headers: ADMIN, ...init });
    return answer.status === 204 ? null : answer.json();
  };
  const flow = async (slug: string) =>
    (await api("GET", `flows/instances/?slug=${slug}`)).results[0].pk;
  const mappings = (await api("GET", "propertymappings/provider/scope/")).results;
  const user = await api("POST", "core/users/", { username: "made", name: "Made" });
  await api("POST", `core/users/${user.pk}/set_password/`, { password: "right" });
  const provider = await api("POST", "providers/oauth2/", {
    name: "made",
    authorization_flow: await flow("default-provider-authorization-implicit-consent"),
    invalidation_flow: await flow("default-provider-invalidation-flow"),
    access_code_validity: "seconds=20",
    redirect_uris: version === "2024.8" ? BACK : [{ matching_mode: "strict", url: BACK }],
    property_mappings: mappings
      .filter(({ scope_name }: Record<string, string>) => /openid|email/.test(scope_name ?? ""))
      .map(({ pk }: Record<string, string>) => pk),
  });
  await api("POST", "core/applications/", { name: "Made", slug: "made", provider: provider.pk });
  return { send, api, user, provider, wait: (ms: number) => (now += ms) };
}

type Prepared = Awaited<ReturnType<typeof prepared>>;

/** A browser: keeps the session's cookie, and follows flows as authentik's pages do. */
function browser({ send }: Pick<Prepared, "send">) {
  let cookie = "";
  return async (path: string, body?: object) => {
    const headers = { cookie, "content-type": "application/json" };
    const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
    const answer = await send(path, { headers, ...init });
    cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    return answer;
  };
}

function authorizePath({ provider }: Prepared, more: object = {}): string {
  const asked = new URLSearchParams({
    response_type: "code",
    client_id: provider.client_id,
    redirect_uri: BACK,
    scope: "openid email unmapped",
    state: "s",
    ...more,
  });
  return `/application/o/authorize/?${asked}`;
}

/** Signs in and returns the address that the client's code comes to. */
async function signIn(there: Prepared, password = "right", more: object = {}): Promise<string> {
  const open = browser(there);
  const to = async (path: string) => (await open(path)).headers.get("location") ?? "";
  let place = await to(authorizePath(there, more));
  if (place.startsWith("/flows/-/")) place = await to(place);
  const { pathname, search } = new URL(place, "http://authentik");
  expect(pathname).toBe("/if/flow/default-authentication-flow/");
  const executor = (slug: string, query: string) =>
    `/api/v3/flows/executor/${slug}/?query=${encodeURIComponent(query.slice(1))}`;
  const step = executor("default-authentication-flow", search);
  expect((await (await open(step)).json()).component).toBe("ak-stage-identification");
  expect((await open(step, { uid_field: "made" })).headers.get("location")).toBe(step);
  expect((await (await open(step)).json()).component).toBe("ak-stage-password");
  const said = await open(step, { password });
  if (said.status === 200) return JSON.stringify((await said.json()).response_errors);
  const done = await (await open(step)).json();
  expect(done.component).toBe("xak-flow-redirect");
  const end = await to(done.to);
  if (end.startsWith(BACK)) return end;
  const consent = new URL(end, "http://authentik");
  const slug = "default-provider-authorization-implicit-consent";
  expect(consent.pathname).toBe(`/if/flow/${slug}/`);
  return (await (await open(executor(slug, consent.search))).json()).to;
}

function redeem({ send, provider }: Prepared, code: string, more: object = {}) {
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    code,
    redirect_uri: BACK,
    client_id: provider.client_id,
    client_secret: provider.client_secret,
    ...more,
  });
  return send("/application/o/token/", { method: "POST", body });
}

for (const version of ["2024.8", "2026.2"]) {
  test(`${version}: a code is minted by signing in, listed, and gone once it is redeemed`, async () => {
    const there = await prepared(version);
    const { api, user, provider, wait } = there;
    const back = new URL(await signIn(there));
    expect(back.searchParams.get("state")).toBe("s");
    const code = back.searchParams.get("code") ?? "";
    expect(code).toMatch(/^[0-9a-f]{32}$/);
    const listed = async () => (await api("GET", `${CODES_PATH}?user=${user.pk}`)).results;
    const [row] = await listed();
    expect(row).toMatchObject({ provider: { pk: provider.pk }, is_expired: false });
    expect(row.scope.toSorted()).toEqual(["email", "openid"]);
    expect(Date.parse(row.expires) - WORLD_START).toBe(20_000);
    wait(10_000);
    for (const wrong of [{ client_secret: "x" }, { redirect_uri: "http://127.0.0.1:1/x" }]) {
      const refused = await redeem(there, code, wrong);
      expect(refused.status).toBe(400);
      expect((await refused.json()).error).toBe("invalid_client");
    }
    const events = (await api("GET", `events/events/?ordering=-created&page_size=2`)).results;
    expect(events.map(({ action }: Record<string, string>) => action)).toEqual([
      "configuration_error",
      "authorize_application",
    ]);
    expect(events[1]).toMatchObject({
      user: { pk: user.pk },
      context: {
        authorized_application: { name: "Made" },
        http_request: { args: { client_id: provider.client_id, state: "s" } },
      },
    });
    const answer = await redeem(there, code);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
    expect(await listed()).toEqual([]);
    const tokens = (await api("GET", `${ACCESS_TOKENS_PATH}?user=${user.pk}`)).results;
    expect(tokens).toMatchObject([{ provider: { pk: provider.pk }, revoked: false }]);
    expect((await (await redeem(there, code)).json()).error).toBe("invalid_grant");
  });
}

test("an expired code cannot be redeemed, and is listed until the clean-up", async () => {
  const there = await prepared("2026.2");
  const code = new URL(await signIn(there)).searchParams.get("code") ?? "";
  there.wait(20_001);
  expect((await (await redeem(there, code)).json()).error).toBe("invalid_grant");
  const listed = async () =>
    (await there.api("GET", `${CODES_PATH}?user=${there.user.pk}`)).results;
  expect(await listed()).toMatchObject([{ is_expired: true }]);
  // The world starts at a full hour; codes are cleaned up at its second minute.
  there.wait(100_000);
  expect(await listed()).toEqual([]);
});

test("codes and tokens go with their user or provider", async () => {
  const there = await prepared("2026.2");
  const { api, user, provider } = there;
  const codeOf = async () => new URL(await signIn(there)).searchParams.get("code") ?? "";
  await redeem(there, await codeOf());
  await codeOf();
  const counts = async () => {
    const of = async (path: string) => (await api("GET", path)).pagination.count;
    return [await of(CODES_PATH), await of(ACCESS_TOKENS_PATH)];
  };
  const before = await counts();
  await api("DELETE", "core/applications/made/");
  expect(await counts()).toEqual(before);
  await api("DELETE", `providers/oauth2/${provider.pk}/`);
  expect(await counts()).toEqual(before.map((count) => count - 1));
  await api("DELETE", `core/users/${user.pk}/`);
  expect(await counts()).toEqual(before.map((count) => count - 1));
});

test("a wrong password, an unknown client or an address that is not registered gets no code", async () => {
  const there = await prepared("2026.2");
  expect(await signIn(there, "wrong")).toContain("Invalid password");
  const open = browser(there);
  for (const wrong of [{ client_id: "x" }, { redirect_uri: "http://127.0.0.1:1/x" }]) {
    expect((await open(authorizePath(there, wrong))).status).toBe(400);
  }
  await there.api("DELETE", "core/applications/made/");
  expect((await open(authorizePath(there))).status).toBe(404);
});

test("a code with a challenge is redeemed with its verifier only", async () => {
  const there = await prepared("2026.2");
  // RFC 7636, appendix B.
  const code_challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  const back = new URL(await signIn(there, "right", { code_challenge }));
  const code = back.searchParams.get("code") ?? "";
  expect((await (await redeem(there, code)).json()).error).toBe("invalid_grant");
  const verifier = { code_verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" };
  expect((await redeem(there, code, verifier)).status).toBe(200);
});
