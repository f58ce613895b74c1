import { createHash, randomBytes } from "node:crypto";
import type { LiveObjects, LiveProvider, LiveUser } from "./make-objects.ts";

/** A code as its client got it. */
export interface MintedCode {
  readonly code: string;
  /** What proves that whoever redeems it asked for it (PKCE). */
  readonly verifier: string;
}

type Challenge = Record<string, any>;

/** A sign-in has about ten steps; more are a circle. */
const MOST_STEPS = 30;

/**
 * Mints a code by a real OAuth2 flow: asks for it, signs in by authentik's flow executor as its own pages do, and takes
 * the code where the redirect leads. In a new session each time.
 *
 * @throws Error in words when the flow wants something else than a name and a password.
 */
export async function mintCode(
  { url, redirectUri }: LiveObjects,
  { clientId }: LiveProvider,
  user: LiveUser,
): Promise<MintedCode> {
  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(16).toString("hex");
  const asked = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: "openid email profile",
    state,
    nonce: randomBytes(16).toString("hex"),
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const open = createBrowser();
  let place = new URL(`${url}/application/o/authorize/?${asked}`);
  for (let step = 0; step < MOST_STEPS; step++) {
    if (place.href.startsWith(redirectUri)) {
      const came = (await (await fetch(place)).json()) as Record<string, string>;
      if (came["state"] !== state || came["code"] === undefined) {
        throw new Error(`authentik sent no code: ${JSON.stringify(came)}`);
      }
      return { code: came["code"], verifier };
    }
    const flow = /\/if\/flow\/([^/]+)\/$/.exec(place.pathname)?.[1];
    const to = flow === undefined ? await redirectOf(open, place) : await passFlow(flow, place);
    place = new URL(to, place);
  }
  throw new Error(`authentik leads in circles: ${place.pathname}`);

  /** @returns where the flow ends */
  async function passFlow(flow: string, page: URL): Promise<string> {
    const query = encodeURIComponent(page.search.slice(1));
    const executor = new URL(`${url}/api/v3/flows/executor/${flow}/?query=${query}`);
    for (let step = 0; step < MOST_STEPS; step++) {
      const challenge = (await (await open(executor)).json()) as Challenge;
      if (challenge["component"] === "xak-flow-redirect") return challenge["to"];
      const said = await open(executor, answerTo(challenge, user));
      // Right: authentik leads to the next challenge, or says in place of it that the flow is over.
      if (said.status >= 300 && said.status < 400) continue;
      const next = (await said.json()) as Challenge;
      if (next["component"] === "xak-flow-redirect") return next["to"];
      if (next["component"] === challenge["component"]) {
        throw new Error(`${next["component"]}: ${JSON.stringify(next["response_errors"])}`);
      }
    }
    throw new Error(`the flow ${flow} does not end`);
  }
}

function answerTo(challenge: Challenge, { username, password }: LiveUser): object {
  const component = String(challenge["component"]);
  switch (component) {
    case "ak-stage-identification":
      // Both at once, where the flow is set up so.
      return { component, uid_field: username, ...(challenge["password_fields"] && { password }) };
    case "ak-stage-password":
      return { component, password };
    case "ak-stage-user-login":
      return { component, remember_me: false };
    default:
      throw new Error(`signing in asks for ${component}, which a throw-away user cannot answer`);
  }
}

type Open = (address: URL, body?: object) => Promise<Response>;

async function redirectOf(open: Open, address: URL): Promise<string> {
  const answer = await open(address);
  const to = answer.headers.get("location");
  if (to === null) throw new Error(`${address.pathname} was answered with ${answer.status}`);
  return to;
}

/** Requests with the cookies of one browser; redirects are not followed. */
function createBrowser(): Open {
  const cookies = new Map<string, string>();
  return async (address, body) => {
    const answer = await fetch(address, {
      redirect: "manual",
      headers: {
        Accept: "*/*",
        Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(body && { "Content-Type": "application/json" }),
        "X-authentik-CSRF": cookies.get("authentik_csrf") ?? "",
      },
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
}

/**
 * Redeems a code as its client.
 *
 * @returns the answer's status and its error, if any.
 */
export async function redeemCode(
  { url, redirectUri }: LiveObjects,
  { clientId, clientSecret }: LiveProvider,
  { code, verifier }: MintedCode,
): Promise<{ status: number; error: string | null }> {
  const answer = await fetch(`${url}/application/o/token/`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri,
      client_id: clientId,
      client_secret: clientSecret,
      code_verifier: verifier,
    }),
  });
  const body = (await answer.json().catch(() => ({}))) as { error?: string };
  return { status: answer.status, error: body.error ?? null };
}
