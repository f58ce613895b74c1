import { GRANT, readGrant } from "./grant.ts";
import { isObject, type JsonObject, type JsonValue } from "./json.ts";
import type { ReadValue } from "./page.ts";
import { nonceOf } from "./readers/nonce.ts";
import { no } from "./readers/value-readers.ts";
import { WITHHELD } from "./redact.ts";

const TOKEN = {
  ...GRANT,
  revoked: no,
};

export type Token = ReadValue<typeof readToken>;

/** Reads a row of `oauth2/access_tokens` or `oauth2/refresh_tokens`, any version. */
export function readToken(value: JsonValue) {
  const text = isObject(value) ? value["id_token"] : null;
  const claims = typeof text === "string" ? claimsIn(text) : null;
  const nonce = nonceOf(claims?.["nonce"]);
  const row = readGrant(
    claims && Object.hasOwn(claims, "nonce") ? withoutNonce(value as JsonObject, claims) : value,
    TOKEN,
  );
  if (!row.readable) return row;
  const { iat, sid, auth_time: login } = claims ?? {};
  const own = {
    // It ties a token to its request: to be compared, not to be shown.
    nonce,
    /** When it was issued by its claims, in whole seconds, epoch milliseconds; null where these do not say. */
    iatMs: typeof iat === "number" ? iat * 1000 : null,
    /** It has the claims of one that a device got, which came of no code. */
    isLikeDevice: sid === undefined && login !== undefined && login === iat,
  };
  return { ...row, value: { ...row.value, ...own } };
}

/** The claims in the text `id_token`; null where there are none that can be read. */
function claimsIn(text: string): JsonObject | null {
  try {
    const claims: unknown = JSON.parse(text);
    return isObject(claims) ? claims : null;
  } catch {
    return null;
  }
}

function withoutNonce(token: JsonObject, claims: JsonObject): JsonObject {
  return { ...token, id_token: JSON.stringify({ ...claims, nonce: WITHHELD }) };
}
