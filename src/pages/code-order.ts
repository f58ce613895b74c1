import type { AuthorizationCode } from "../api/wire/authorization-code.ts";
import type { Row } from "../api/wire/page.ts";
import { orderingKey } from "../list/params.ts";

/**
 * Compares rows as the server would for an ordering: ids by number, ties by `pk` upwards. What could not be read has no
 * place in it and goes last.
 *
 * @param ordering "user", "-provider" …
 */
export function codeOrder(ordering: string) {
  const key = orderingKey(ordering);
  const sign = ordering.startsWith("-") ? -1 : 1;
  return (a: Row<AuthorizationCode>, b: Row<AuthorizationCode>): number => {
    if (!a.readable || !b.readable) return Number(b.readable) - Number(a.readable);
    return compare(keyOf(a.value, key), keyOf(b.value, key), sign) || a.value.pk - b.value.pk;
  };
}

function keyOf(code: AuthorizationCode, key: string): number | null {
  if (key === "provider") return code.provider?.pk ?? null;
  if (key === "user") return code.user?.pk ?? null;
  // Without end comes after all ends, with either sign on its own side, as on the server.
  return key === "expires" ? (code.expiresMs ?? Infinity) : code.pk;
}

function compare(a: number | null, b: number | null, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a === b ? 0 : (a < b ? -1 : 1) * sign;
}
