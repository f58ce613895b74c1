import { isObject, type JsonObject, type JsonValue } from "./json.ts";

/** Stands where a secret was; says that there was one. */
export const WITHHELD = "[withheld]";

/**
 * Names that hold a secret wherever they appear, in the form `normalise` gives. Whole names only:
 * `access_token_validity`, `signing_key` (a certificate's uuid) and `password_change_date` are no secrets.
 */
export const SECRET_NAMES: ReadonlySet<string> = new Set([
  // providers, sources and stages
  "client_secret",
  "consumer_secret",
  "shared_secret",
  "secret",
  "secret_key",
  "admin_secret_key",
  "bind_password",
  "sync_password",
  "auth_password",
  "password",
  "passphrase",
  "sync_keytab",
  "sync_ccache",
  "spnego_keytab",
  "spnego_ccache",
  "keytab",
  "plex_token",
  "bot_token",
  "api_key",
  "api_token",
  // tokens
  "token",
  "id_token",
  "access_token",
  "refresh_token",
  "bearer_token",
  "session_key",
  // keys
  "key_data",
  "private_key",
  "private_key_data",
  "client_key_data",
  // request headers echoed by /admin/system/
  "authorization",
  "http_authorization",
  "cookie",
  "http_cookie",
]);

/** Endings that say the same under any name: `webhook_token`, `oidc_secret`. */
const SECRET_ENDING = /_(secret|token|password|passphrase|api_key|private_key)s?$/;

/** Ends like that, and says whether a token holds claims. */
const A_SWITCH = "include_claims_in_id_token";

/**
 * Further names inside `attributes`, where people keep what they like. Better one text too many than one too few:
 * `token_count` is withheld as well, a secretary is not.
 */
const SECRET_IN_ATTRIBUTES =
  /secret(?!ar)|passw|passphrase|passcode|token|bearer|jwt|credential|keytab|(api|private|access|auth|signing|encryption|ssh)_?key|(?<!public)_keys?$|recovery_?code|otp_?seed|(^|_)(pwd|pass|pin|otp)(_|\d|$)/;

/**
 * Texts that are secrets under any name: a private key in PEM form (`…/view_private_key/` calls it `data`), and a signed
 * token, which is a claim of another now and then.
 */
const SECRET_TEXT = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----|\beyJ[\w-]{6,}\.[\w-]{6,}\.[\w-]*/;

/** In the rows of tokens the claims of one as a JSON text, with no signature: those are shown, a token itself never. */
const CLAIMS = "id_token";

/**
 * Objects deeper than this are withheld whole. Recursion stays far from the stack's end, here and in
 * `JSON.stringify` later; authentik's own answers are about ten deep.
 */
const DEEPEST = 200;

/** What `redact` made: asked again, about the whole or a part of it, there is nothing left to do. */
const clean = new WeakSet<object>();

/**
 * A copy of `value` without secrets: each non-empty text, number, object or array under a secret's name
 * becomes `WITHHELD`. Empty values, null and booleans stay, so that "none set" can still be told from "set".
 * Idempotent; never throws; leaves its argument alone; what it made itself it gives back as it is. Used by
 * `client.ts` on every answer and by the server process before an answer leaves it.
 */
export function redact(value: JsonValue): JsonValue {
  if (isTokenKey(value)) return { key: WITHHELD };
  return copy(value, false, 0);
}

function copy(value: JsonValue, inAttributes: boolean, depth: number): JsonValue {
  if (typeof value === "string") return SECRET_TEXT.test(value) ? WITHHELD : value;
  if (typeof value !== "object" || value === null || clean.has(value)) return value;
  if (depth >= DEEPEST) return isEmpty(value) ? value : WITHHELD;
  if (Array.isArray(value)) {
    const list = value.map((item) => copy(item, inAttributes, depth + 1));
    clean.add(list);
    return list;
  }
  const result: JsonObject = {};
  clean.add(result);
  const pair = inAttributes && isSecretPair(value);
  for (const [name, item] of Object.entries(value)) {
    const plain = normalise(name);
    const claims = plain === CLAIMS && typeof item === "string" ? redactedClaims(item) : null;
    const kept =
      claims ??
      ((isSecretName(plain, inAttributes) || (pair && plain === "value")) && canBeSecret(item)
        ? WITHHELD
        : copy(item, inAttributes || plain === "attributes", depth + 1));
    put(result, name, kept);
  }
  return result;
}

/** The same claims without secrets, as a JSON text; null for what is none. Anything may be in them, as in attributes. */
function redactedClaims(text: string): string | null {
  try {
    const claims = JSON.parse(text) as JsonValue;
    return isObject(claims) ? JSON.stringify(copy(claims, true, 0)) : null;
  } catch {
    return null;
  }
}

function isSecretName(plain: string, inAttributes: boolean): boolean {
  return (
    SECRET_NAMES.has(plain) ||
    (SECRET_ENDING.test(plain) && plain !== A_SWITCH) ||
    (inAttributes && SECRET_IN_ATTRIBUTES.test(plain))
  );
}

/** `{"name": "api_key", "value": …}`: the name of the one is the value of the other. */
function isSecretPair(object: JsonObject): boolean {
  return ["name", "key"].some((field) => {
    const name = object[field];
    return typeof name === "string" && isSecretName(normalise(name), true);
  });
}

/** `clientSecret`, `Client-Secret` and `client_secret` are one name, also in wide letters or with unseen ones between. */
function normalise(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[-. :/]/g, "_")
    .toLowerCase();
}

function canBeSecret(value: JsonValue): boolean {
  if (value === null || typeof value === "boolean") return false;
  return typeof value === "number" || !isEmpty(value);
}

function isEmpty(value: string | JsonValue[] | JsonObject): boolean {
  if (typeof value === "string" || Array.isArray(value)) return value.length === 0;
  return Object.keys(value).length === 0;
}

/** `/core/tokens/<identifier>/view_key/` answers with nothing but the token, under a name too common to list. */
function isTokenKey(value: JsonValue): boolean {
  return isObject(value) && Object.keys(value).length === 1 && typeof value["key"] === "string";
}

/** Plain assignment to `__proto__` would set the prototype and lose the field. */
function put(target: JsonObject, name: string, value: JsonValue): void {
  if (name !== "__proto__") target[name] = value;
  else
    Object.defineProperty(target, name, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
}
