import { isObject, type JsonObject, type JsonValue } from "./json.ts";

/** Replaces a secret, and shows that there was one. */
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

/** Endings of names that hold a secret: `webhook_token`, `oidc_secret`. */
const SECRET_ENDING = /_(secret|token|password|passphrase|api_key|private_key)s?$/;

/** Has such an ending, but is a switch: whether a token holds claims. */
const A_SWITCH = "include_claims_in_id_token";

/**
 * Further names inside `attributes`, which are free-form. Rather one value too many than one too few: `token_count` is
 * withheld as well, `secretary` is not.
 */
const SECRET_IN_ATTRIBUTES =
  /secret(?!ar)|passw|passphrase|passcode|token|bearer|jwt|credential|keytab|(api|private|access|auth|signing|encryption|ssh)_?key|(?<!public)_keys?$|recovery_?code|otp_?seed|(^|_)(pwd|pass|pin|otp)(_|\d|$)/;

/**
 * Texts that are secrets under any name: a private key in PEM form (`…/view_private_key/` calls it `data`), and a
 * signed token (JWT), which is sometimes a claim of another one.
 */
const SECRET_TEXT = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----|\beyJ[\w-]{6,}\.[\w-]{6,}\.[\w-]*/;

/** In rows of tokens, the claims as a JSON text without a signature: these are shown, a token itself never. */
const CLAIMS = "id_token";

/**
 * Objects nested deeper than this are withheld as a whole, so that recursion cannot overflow the stack, here or in
 * `JSON.stringify` later; authentik's own answers are about ten levels deep.
 */
const DEEPEST = 200;

/** Objects that `redact` returned, and their parts: these need not be redacted again. */
const clean = new WeakSet<object>();

/**
 * A copy of `value` without secrets: each non-empty text, number, object or array under a secret's name
 * becomes `WITHHELD`. Empty values, null and booleans stay, to distinguish "not set" from "set". Idempotent; never
 * throws; does not modify its argument; returns objects it made itself unchanged. Used by
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

/** The claims redacted, as a JSON text; null if the text is no JSON object. They are free-form, like attributes. */
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

/** `{"name": "api_key", "value": …}`: a secret whose name is the value of `name` or `key`. */
function isSecretPair(object: JsonObject): boolean {
  return ["name", "key"].some((field) => {
    const name = object[field];
    return typeof name === "string" && isSecretName(normalise(name), true);
  });
}

const normalised = new Map<string, string>();
/** The keys of all objects of the API, and room for some names. */
const MOST_NORMALISED = 2000;
const LONGEST_KEY = 40;

/** `clientSecret`, `Client-Secret` and `client_secret` are one name, also full-width or with invisible characters. */
function normalise(name: string): string {
  const known = normalised.get(name);
  if (known !== undefined) return known;
  const unique = unified(name);
  // Every row has the same keys: a page of a hundred has thousands of them. What is longer is no key of the API.
  if (name.length <= LONGEST_KEY && normalised.size < MOST_NORMALISED) normalised.set(name, unique);
  return unique;
}

function unified(name: string): string {
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
