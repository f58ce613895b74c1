import { expect, test } from "vitest";
import { createOpenIdEndpoints } from "../../sandbox/openid/openid-endpoints.ts";
import { createOpenIdProvider } from "./openid-provider.ts";
import { SignInProblem } from "./sign-in-problem.ts";

const URL_OF_AUTHENTIK = "https://sso.example.com";
const REDIRECT_URI = "https://grants.example.com/auth/callback";

type Change = (body: Record<string, unknown>) => Record<string, unknown>;

interface Faults {
  version?: string;
  /** How far authentik's clock is ahead, seconds. */
  aheadSeconds?: number;
  /** The secret that the console has. */
  secret?: string | null;
  application?: string;
  /** Changes an answer of authentik. */
  configuration?: Change;
  tokens?: Change;
  /** In place of the configuration: another status, or a web page. */
  status?: number;
  html?: boolean;
  /** In place of any answer. */
  fails?: () => never;
}

/** The console's client in front of the sandbox's OpenID endpoints, which answer as the faults say. */
function provider(faults: Faults) {
  const endpoints = createOpenIdEndpoints({
    version: faults.version ?? "2026.2",
    now: () => Date.now() + (faults.aheadSeconds ?? 0) * 1000,
    address: () => URL_OF_AUTHENTIK,
    redirectUri: () => REDIRECT_URI,
    client: { id: "grantlens", secret: "s3cret", slug: "grantlens" },
  });
  const asked: string[] = [];
  const made = createOpenIdProvider({
    url: URL_OF_AUTHENTIK,
    clientId: "grantlens",
    clientSecret: faults.secret === undefined ? "s3cret" : faults.secret,
    application: faults.application ?? "grantlens",
    redirectUri: REDIRECT_URI,
    async fetch(request) {
      faults.fails?.();
      const { pathname } = new URL(request.url);
      asked.push(pathname);
      if (faults.status !== undefined) return new Response("", { status: faults.status });
      if (faults.html) {
        return new Response("<html>", { headers: { "Content-Type": "text/html" } });
      }
      const answer = await endpoints.handle(request);
      const change = pathname.endsWith("openid-configuration")
        ? faults.configuration
        : pathname.endsWith("/token/") && faults.tokens;
      if (!change || !answer.ok) return answer;
      return Response.json(change((await answer.json()) as Record<string, unknown>));
    },
  });
  async function signIn() {
    const { url, attempt } = await made.begin("/", false);
    url.searchParams.set("as", "viewer");
    const back = await endpoints.handle(new Request(url));
    return made.finish(new URL(back.headers.get("Location") ?? ""), attempt);
  }
  return { ...made, signIn, asked };
}

async function problemIn(faults: Faults): Promise<SignInProblem> {
  const error: unknown = await provider(faults)
    .signIn()
    .catch((thrown: unknown) => thrown);
  if (error instanceof SignInProblem) return error;
  throw new Error("no problem", { cause: error });
}

const failing = (code: string) => () => {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error("why"), { code }) });
};

test.each<[string, Faults, string, RegExp]>([
  [
    "a wrong secret",
    { secret: "wrong-one" },
    "authentik does not accept this console",
    /GRANTLENS_CLIENT_SECRET/,
  ],
  [
    "no secret of a confidential client",
    { secret: null },
    "authentik does not accept this console",
    /GRANTLENS_CLIENT_SECRET/,
  ],
  [
    "an unknown application",
    { application: "other" },
    "authentik has no such application",
    /--application/,
  ],
  [
    "a provider without the API's scope",
    { tokens: (body) => ({ ...body, scope: "openid offline_access" }) },
    "This application may not ask authentik’s API",
    /goauthentik\.io\/api.*scope mapping/,
  ],
  [
    "a provider of 2024.8 without the API's scope",
    {
      version: "2024.8",
      configuration: (body) => ({ ...body, scopes_supported: ["openid", "offline_access"] }),
    },
    "This application may not ask authentik’s API",
    /goauthentik\.io\/api.*scope mapping/,
  ],
  ["a clock that is behind", { aheadSeconds: -7200 }, "The clocks differ", /Check the clocks/],
  [
    "another issuer in the tokens",
    { configuration: (body) => ({ ...body, issuer: `${URL_OF_AUTHENTIK}/application/o/other/` }) },
    "authentik uses another address",
    /--authentik/,
  ],
  [
    "a certificate that is not trusted",
    { fails: failing("SELF_SIGNED_CERT_IN_CHAIN") },
    "authentik’s certificate is not trusted",
    /NODE_EXTRA_CA_CERTS/,
  ],
  [
    "an authentik that is down",
    { fails: failing("ECONNREFUSED") },
    "authentik cannot be reached",
    /--authentik/,
  ],
  [
    "an authentik that does not answer in time",
    {
      fails() {
        throw new DOMException("late", "TimeoutError");
      },
    },
    "authentik cannot be reached",
    /--authentik/,
  ],
  ["an authentik that is starting", { status: 503 }, "authentik is not ready", /503/],
  ["a proxy’s page", { html: true }, "Something other than authentik answered", /--authentik/],
])("%s is told in words", async (_, faults, title, hint) => {
  const problem = await problemIn(faults);
  expect([problem.title, problem.message]).toEqual([title, expect.stringMatching(hint)]);
  expect(problem.message).not.toMatch(/s3cret|wrong-one|eyJ/);
});

test("a clock of authentik that is ahead does no harm", async () => {
  await expect(provider({ aheadSeconds: 3600 }).signIn()).resolves.toHaveProperty("access");
});

test("the configuration is asked for once, and again after a failure", async () => {
  let isDown = true;
  const made = provider({
    fails: (() => {
      if (isDown) failing("ECONNREFUSED")();
    }) as () => never,
  });
  await expect(made.signIn()).rejects.toThrow("Check that it is up");
  isDown = false;
  await made.signIn();
  await made.signIn();
  expect(made.asked.filter((path) => path.endsWith("openid-configuration"))).toHaveLength(1);
});

test("a refresh token can be used once", async () => {
  const { signIn, renew } = provider({});
  const first = await signIn();
  const second = await renew(first);
  expect(second).not.toBe("over");
  expect(await renew(first)).toBe("over");
  expect(await renew({ ...first, refresh: null })).toBe("over");
});

test("where none comes with new tokens, the refresh token of before goes on", async () => {
  let isKept = false;
  const { signIn, renew } = provider({
    tokens: ({ refresh_token, ...body }) => (isKept ? body : { ...body, refresh_token }),
  });
  const first = await signIn();
  isKept = true;
  expect(await renew(first)).toMatchObject({ refresh: first.refresh });
});
