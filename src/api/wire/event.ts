import * as v from "valibot";
import { field, readObject, type FieldReader } from "./readers/field-readers.ts";
import { isObject, type JsonObject, type JsonValue } from "./json.ts";
import type { ReadValue, Row } from "./page.ts";
import { nonceOf } from "./readers/nonce.ts";
import { WITHHELD } from "./redact.ts";
import { text, textId, time } from "./readers/value-readers.ts";

/** What an event is about, as far as its context tells; the context is free-form, so what is missing is no problem. */
export interface EventContext {
  /** `authorize_application`: the application; `pk` is its uuid without hyphens. */
  readonly application: { readonly pk: string; readonly name: string } | null;
  /** `configuration_error`, `suspicious_request`: the provider. */
  readonly provider: { readonly pk: number; readonly name: string } | null;
  readonly scopes: readonly string[];
  /** The redirect URI that was refused, and those that are registered. */
  readonly redirectUri: string | null;
  readonly expected: readonly string[];
  /** The parameters of the authorization request; null where there were none. */
  readonly request: AuthorizationRequest | null;
}

/** Parameters of an authorization request, without those that could be used: of these, whether they were sent. */
interface AuthorizationRequest {
  readonly clientId: string | null;
  readonly redirectUri: string | null;
  readonly responseType: string | null;
  readonly challengeMethod: string | null;
  readonly hasState: boolean;
  readonly hasNonce: boolean;
  readonly hasChallenge: boolean;
}

const userOrNull: FieldReader<EventUser | null> = (value) =>
  isObject(value) && typeof value["pk"] === "number"
    ? { pk: value["pk"], username: textIn(value, "username"), email: textIn(value, "email") }
    : null;

/** The user as of the event; they may have been renamed or deleted since. */
interface EventUser {
  readonly pk: number;
  readonly username: string;
  readonly email: string;
}

const context: FieldReader<EventContext> = (value) => {
  const told = isObject(value) ? value : {};
  const http = isObject(told["http_request"]) ? told["http_request"] : {};
  return {
    application: reference(told["authorized_application"], (pk) =>
      typeof pk === "string" && pk !== "" ? pk : null,
    ),
    provider: reference(told["provider"], (pk) => (typeof pk === "number" ? pk : null)),
    scopes: textIn(told, "scopes")
      .split(/[\s,]+/)
      .filter((scope) => scope !== ""),
    redirectUri: textOrNullIn(told, "redirect_uri"),
    expected: expectedUris(told["expected"]),
    request: isObject(http["args"]) ? requestIn(http["args"]) : null,
  };
};

/** An entry of `events/events`. */
export type AuthentikEvent = ReadValue<typeof readEventFields> & {
  /**
   * The fingerprint of what ties a code's tokens to its request; null where none was sent, or it cannot be told from
   * others. The nonce itself is in `raw` no more.
   */
  readonly nonce: string | null;
};

/** Parameters that could be used to forge or finish a sign-in: shown as present only. */
const USABLE: ReadonlySet<string> = new Set([
  "state",
  "nonce",
  "code_challenge",
  "code",
  "login_hint",
  "id_token_hint",
]);

/** Reads an event of any version. Of its request, `state`, `nonce` and the like are withheld. */
export function readEvent(value: JsonValue): Row<AuthentikEvent> {
  const args = argsIn(value);
  const row = readEventFields(args === null ? value : withoutUsable(value as JsonObject, args));
  if (!row.readable) return row;
  const nonce = args && textOrNullIn(args, "nonce");
  return { ...row, value: { ...row.value, nonce: nonceOf(nonce) } };
}

function readEventFields(value: JsonValue) {
  return readObject(value, textId, {
    action: text,
    created: field(time, null),
    user: userOrNull,
    client_ip: field(v.nullish(v.string(), null), null),
    context,
  });
}

function argsIn(value: JsonValue): JsonObject | null {
  const told = isObject(value) && isObject(value["context"]) ? value["context"] : {};
  const http = isObject(told["http_request"]) ? told["http_request"] : {};
  return isObject(http["args"]) ? http["args"] : null;
}

function withoutUsable(event: JsonObject, args: JsonObject): JsonObject {
  const kept = Object.entries(args).map(([name, value]) => [
    name,
    USABLE.has(name) && value !== "" ? WITHHELD : value,
  ]);
  const told = event["context"] as JsonObject;
  const http = told["http_request"] as JsonObject;
  return {
    ...event,
    context: { ...told, http_request: { ...http, args: Object.fromEntries(kept) as JsonObject } },
  };
}

function requestIn(args: JsonObject): AuthorizationRequest {
  const has = (name: string) => textIn(args, name) !== "";
  return {
    clientId: textOrNullIn(args, "client_id"),
    redirectUri: textOrNullIn(args, "redirect_uri"),
    responseType: textOrNullIn(args, "response_type"),
    challengeMethod: textOrNullIn(args, "code_challenge_method"),
    hasState: has("state"),
    hasNonce: has("nonce"),
    hasChallenge: has("code_challenge"),
  };
}

function reference<P>(value: JsonValue | undefined, idOf: (pk: JsonValue | undefined) => P | null) {
  if (!isObject(value)) return null;
  const pk = idOf(value["pk"]);
  return pk === null ? null : { pk, name: textIn(value, "name") };
}

/** 2024.8 sends texts, later versions objects. */
function expectedUris(value: JsonValue | undefined): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    const uri = isObject(one) ? one["url"] : one;
    return typeof uri === "string" ? [uri] : [];
  });
}

function textIn(object: JsonObject, name: string): string {
  return textOrNullIn(object, name) ?? "";
}

function textOrNullIn(object: JsonObject, name: string): string | null {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === "string" ? value : null;
}
