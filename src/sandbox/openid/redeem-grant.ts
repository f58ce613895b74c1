/** The token endpoint, with the checks and the answers that running servers gave (../../../README.md, "Sandbox"). */
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { Version } from "../versions/known-versions.ts";
import {
  ACCESS_SECONDS,
  type SignedInGrant,
  type IssuedGrants,
  randomHex,
} from "./issued-grants.ts";

/** The console's own client in the sandbox. */
export interface OpenIdClient {
  readonly id: string;
  /** null for a public client. */
  readonly secret: string | null;
  readonly redirectUri: string;
  readonly issuer: string;
}

const KEY_ID = "sandbox";

let made: ReturnType<typeof generateKeyPair> | undefined;

/** One pair for all sandboxes of a process, made when the first token is signed: that takes a while. */
const keys = () => (made ??= generateKeyPair("RS256"));

export function createTokenEndpoint(version: Version, grants: IssuedGrants, now: () => number) {
  async function sign(client: OpenIdClient, grant: SignedInGrant, more: Record<string, unknown>) {
    const { privateKey } = await keys();
    const iat = Math.floor(now() / 1000);
    return new SignJWT({
      auth_time: grant.authTime,
      acr: "goauthentik.io/providers/oauth2/default",
      ...(grant.nonce !== null && { nonce: grant.nonce }),
      ...more,
    })
      .setProtectedHeader({ alg: "RS256", kid: KEY_ID, typ: "JWT" })
      .setIssuer(client.issuer)
      .setSubject(`sandbox-${grant.caller}`)
      .setAudience(client.id)
      .setIssuedAt(iat)
      .setExpirationTime(iat + ACCESS_SECONDS)
      .sign(privateKey);
  }

  /** @param grant its nonce is not repeated on a refresh */
  async function issue(client: OpenIdClient, grant: SignedInGrant): Promise<Response> {
    const access = await sign(client, grant, { azp: client.id, uid: randomHex(20) });
    grants.keepAccess(access, grant);
    return json(200, {
      access_token: access,
      token_type: "Bearer",
      // 2024.8 does not say.
      ...(version.name !== "2024.8" && { scope: grant.scopes.join(" ") }),
      expires_in: ACCESS_SECONDS,
      id_token: await sign(client, grant, {}),
      ...(grant.scopes.includes("offline_access") && {
        refresh_token: grants.issueRefresh({ ...grant, nonce: null }),
      }),
    });
  }

  return {
    /** The set that the signatures can be checked with. */
    async keySet() {
      const { publicKey } = await keys();
      const key = await exportJWK(publicKey);
      return { keys: [{ ...key, kid: KEY_ID, use: "sig", alg: "RS256" }] };
    },

    async redeem(client: OpenIdClient, form: URLSearchParams): Promise<Response> {
      if (!isClient(client, form)) return refused("invalid_client");
      if (form.get("grant_type") === "refresh_token") {
        const token = form.get("refresh_token") ?? "";
        const grant = grants.refresh(token);
        if (grant === null) return refused("invalid_grant");
        grants.endRefresh(token);
        return issue(client, grant);
      }
      if (form.get("grant_type") !== "authorization_code") return refused("unsupported_grant_type");
      const code = form.get("code") ?? "";
      const grant = grants.code(code);
      const isRight =
        grant?.redirectUri === form.get("redirect_uri") &&
        (grant.challenge === null ||
          grant.challenge === (await challengeOf(form.get("code_verifier") ?? "")));
      if (grant === null || !isRight) return refused("invalid_grant");
      grants.redeem(code);
      return issue(client, grant);
    },

    /** Answers the same for a token that it does not know. */
    revoke(client: OpenIdClient, form: URLSearchParams): Response {
      if (!isClient(client, form)) return json(401, { error: "invalid_client" });
      grants.revoke(form.get("token") ?? "");
      return json(200, {});
    },
  };
}

/** By the body: HTTP Basic, which fails on versions before 2026, is not used by the console. */
function isClient({ id, secret }: OpenIdClient, form: URLSearchParams): boolean {
  return form.get("client_id") === id && (secret === null || form.get("client_secret") === secret);
}

function refused(error: string): Response {
  return json(400, { error, error_description: "The request was refused." });
}

export function json(status: number, body: object): Response {
  return Response.json(body, {
    status,
    headers: { "Cache-Control": "no-store", Pragma: "no-cache" },
  });
}

async function challengeOf(verifier: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return btoa(String.fromCharCode(...new Uint8Array(hash)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
