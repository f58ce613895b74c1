/** The token endpoint, with the checks and the answers that running servers gave (../../../README.md, "Sandbox"). */
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { Rules } from "../versions/rules.ts";
import { type SignedInGrant, type IssuedGrants, randomHex } from "./issued-grants.ts";

/** A client as it is registered. */
export interface OpenIdClient {
  readonly id: string;
  /** null for a public client. */
  readonly secret: string | null;
  readonly redirectUri: string;
  readonly issuer: string;
  /** How long its access tokens are valid. */
  readonly accessSeconds: number;
}

const KEY_ID = "sandbox";

const CLAIMS = {
  amr: () => ["pwd"],
  sid: () => randomHex(32),
  jti: () => randomHex(20),
};

let made: ReturnType<typeof generateKeyPair> | undefined;

/** One pair for all sandboxes of a process, made when the first token is signed: that takes a while. */
const keys = () => (made ??= generateKeyPair("RS256"));

/** @param subjectOf the claim `sub` of whoever signed in */
export function createTokenEndpoint<Who>(
  rules: Rules,
  grants: IssuedGrants<Who>,
  now: () => number,
  subjectOf: (who: Who) => string,
) {
  type Grant = SignedInGrant<Who>;

  async function sign(client: OpenIdClient, grant: Grant, more: Record<string, unknown>) {
    const { privateKey } = await keys();
    const iat = Math.floor(now() / 1000);
    return new SignJWT({
      auth_time: grant.authTime,
      acr: "goauthentik.io/providers/oauth2/default",
      ...(grant.nonce !== null && { nonce: grant.nonce }),
      ...Object.fromEntries(rules.token_claims.map((claim) => [claim, CLAIMS[claim]()])),
      ...more,
    })
      .setProtectedHeader({ alg: "RS256", kid: KEY_ID, typ: "JWT" })
      .setIssuer(client.issuer)
      .setSubject(subjectOf(grant.caller))
      .setAudience(client.id)
      .setIssuedAt(iat)
      .setExpirationTime(iat + client.accessSeconds)
      .sign(privateKey);
  }

  /** @param grant its nonce is not repeated on a refresh */
  async function issue(client: OpenIdClient, grant: Grant): Promise<Response> {
    const scope = grant.scopes.join(" ");
    const access = await sign(client, grant, {
      azp: client.id,
      uid: randomHex(20),
      ...(rules.access_token_scope && { scope }),
    });
    grants.keepAccess(access, grant);
    return json(200, {
      access_token: access,
      token_type: "Bearer",
      ...(rules.token_scope && { scope }),
      expires_in: client.accessSeconds,
      id_token: await sign(client, grant, {}),
      ...(grant.scopes.includes("offline_access") && {
        refresh_token: grants.issueRefresh({ ...grant, nonce: null }),
      }),
    });
  }

  /** By the body, or by HTTP Basic where the version takes what clients encode. */
  function isClient(
    { id, secret }: OpenIdClient,
    form: URLSearchParams,
    authorization: string | null,
  ): boolean {
    const basic = /^Basic (.+)$/i.exec(authorization ?? "")?.[1];
    const [name = "", word = ""] = rules.basic_client && basic ? atob(basic).split(":") : [];
    if (secret !== null && decodeURIComponent(word) === secret)
      return decodeURIComponent(name) === id;
    return (
      form.get("client_id") === id && (secret === null || form.get("client_secret") === secret)
    );
  }

  return {
    /** The set that the signatures can be checked with. */
    async keySet() {
      const { publicKey } = await keys();
      const key = await exportJWK(publicKey);
      return { keys: [{ ...key, kid: KEY_ID, use: "sig", alg: "RS256" }] };
    },

    async redeem(
      client: OpenIdClient,
      form: URLSearchParams,
      authorization: string | null,
    ): Promise<Response> {
      if (!isClient(client, form, authorization)) return refused("invalid_client");
      if (form.get("grant_type") === "refresh_token") {
        const token = form.get("refresh_token") ?? "";
        const grant = grants.refresh(token);
        if (grant === null) return refused("invalid_grant");
        // What is asked for has to be less than was granted, and to have offline access; it is granted in full all the same.
        const asked = form.get("scope")?.split(" ") ?? grant.scopes;
        const isLess = asked.every((scope) => grant.scopes.includes(scope));
        if (!isLess || !asked.includes("offline_access")) return refused("invalid_scope");
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
    revoke(client: OpenIdClient, form: URLSearchParams, authorization: string | null): Response {
      if (!isClient(client, form, authorization)) return json(401, { error: "invalid_client" });
      grants.revoke(form.get("token") ?? "");
      return json(200, {});
    },
  };
}

export function refused(error: string): Response {
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
