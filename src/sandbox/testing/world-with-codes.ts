import { staticCodes } from "../codes/table-codes.ts";
import { instant } from "../rules/instant.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";
import type { World } from "../world/entities.ts";
import { invented, WORLD_START } from "./asking.ts";

/** A code that expires `pk` seconds after `WORLD_START`. */
export function testCode(
  pk: number,
  more: Partial<AuthorizationCodeEntity> = {},
): AuthorizationCodeEntity {
  const [provider, user] = [invented.providers[0]?.pk ?? 0, invented.users[0]?.pk ?? 0];
  const expires = instant(WORLD_START + pk * 1000);
  return { pk, provider, user, expires, expiring: true, scope: ["openid"], ...more };
}

/** The test world with these codes instead of its own. */
export function worldWithCodes(codes: readonly AuthorizationCodeEntity[]): World {
  const still = staticCodes(codes);
  return { ...invented, codes: () => still };
}
