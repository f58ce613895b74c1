/** What the sandbox issued to the console's own client, by the texts that stand for it. */
import type { CallerName } from "../world/callers.ts";

/** Who signed in, and for what. */
export interface SignedInGrant<Who = CallerName> {
  readonly caller: Who;
  readonly scopes: readonly string[];
  readonly nonce: string | null;
  /** When they signed in, epoch seconds. */
  readonly authTime: number;
}

interface Code<Who> extends SignedInGrant<Who> {
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly endsMs: number;
}

interface Token<Who> extends SignedInGrant<Who> {
  readonly endsMs: number;
}

/** As in the blueprint: a code lives a minute, an access token ten, a refresh token thirty days. */
const CODE_MS = 60_000;
export const ACCESS_SECONDS = 600;
const REFRESH_MS = 30 * 24 * 3_600_000;

export function createIssuedGrants<Who = CallerName>(now: () => number) {
  const codes = new Map<string, Code<Who>>();
  const access = new Map<string, Token<Who>>();
  const refresh = new Map<string, Token<Who>>();

  function living<T extends { readonly endsMs: number }>(of: Map<string, T>, key: string) {
    const found = of.get(key);
    return found !== undefined && found.endsMs > now() ? found : null;
  }

  return {
    /** @returns 32 hex digits, as authentik's codes */
    issueCode(grant: SignedInGrant<Who> & Pick<Code<Who>, "redirectUri" | "challenge">): string {
      const code = randomHex(16);
      codes.set(code, { ...grant, endsMs: now() + CODE_MS });
      return code;
    },
    /** Redeemed: authentik deletes a code that it has taken. One that was refused stays. */
    code: (code: string) => living(codes, code),
    redeem: (code: string) => void codes.delete(code),
    keepAccess(token: string, grant: SignedInGrant<Who>): void {
      access.set(token, { ...grant, endsMs: now() + ACCESS_SECONDS * 1000 });
    },
    access: (token: string) => living(access, token),
    /** @returns 128 characters, as authentik's refresh tokens */
    issueRefresh(grant: SignedInGrant<Who>): string {
      const token = randomHex(64);
      refresh.set(token, { ...grant, endsMs: now() + REFRESH_MS });
      return token;
    },
    refresh: (token: string) => living(refresh, token),
    /** authentik marks a refresh token that was used as revoked; the access token of before goes on working. */
    endRefresh: (token: string) => void refresh.delete(token),
    revoke(token: string): void {
      access.delete(token);
      refresh.delete(token);
    },
  };
}

export type IssuedGrants<Who = CallerName> = ReturnType<typeof createIssuedGrants<Who>>;

export function randomHex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
