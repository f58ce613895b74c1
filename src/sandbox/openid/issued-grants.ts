/** What the sandbox issued to the console's own client, by the texts that stand for it. */
import type { CallerName } from "../world/callers.ts";

/** Who signed in, and for what. */
export interface SignedInGrant {
  readonly caller: CallerName;
  readonly scopes: readonly string[];
  readonly nonce: string | null;
  /** When they signed in, epoch seconds. */
  readonly authTime: number;
}

interface Code extends SignedInGrant {
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly endsMs: number;
}

interface Token extends SignedInGrant {
  readonly endsMs: number;
}

/** As in the blueprint: a code lives a minute, an access token ten, a refresh token thirty days. */
const CODE_MS = 60_000;
export const ACCESS_SECONDS = 600;
const REFRESH_MS = 30 * 24 * 3_600_000;

export function createIssuedGrants(now: () => number) {
  const codes = new Map<string, Code>();
  const access = new Map<string, Token>();
  const refresh = new Map<string, Token>();

  function living<T extends { readonly endsMs: number }>(of: Map<string, T>, key: string) {
    const found = of.get(key);
    return found !== undefined && found.endsMs > now() ? found : null;
  }

  return {
    /** @returns 32 hex digits, as authentik's codes */
    issueCode(grant: SignedInGrant & Pick<Code, "redirectUri" | "challenge">): string {
      const code = randomHex(16);
      codes.set(code, { ...grant, endsMs: now() + CODE_MS });
      return code;
    },
    /** Redeemed: authentik deletes a code that it has taken. One that was refused stays. */
    code: (code: string) => living(codes, code),
    redeem: (code: string) => void codes.delete(code),
    keepAccess(token: string, grant: SignedInGrant): void {
      access.set(token, { ...grant, endsMs: now() + ACCESS_SECONDS * 1000 });
    },
    access: (token: string) => living(access, token),
    /** @returns 128 characters, as authentik's refresh tokens */
    issueRefresh(grant: SignedInGrant): string {
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

export type IssuedGrants = ReturnType<typeof createIssuedGrants>;

export function randomHex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
