import * as v from "valibot";
import {
  expectedText,
  field,
  listOf,
  readObject,
  type FieldReader,
} from "./readers/field-readers.ts";
import { isObject, type JsonValue } from "./json.ts";
import type { ReadValue } from "./page.ts";
import { numberId, text, textOrNull } from "./readers/value-readers.ts";

export interface RedirectUri {
  /** An expression when `matching_mode` is `regex`. */
  url: string;
  /** `strict` or `regex`; null where the server sent plain lines (2024.8, 2024.10). */
  matching_mode: string | null;
  /** From 2026.5 on. */
  redirect_uri_type: string | null;
}

const optionalText = v.nullish(v.string(), null);

const redirectUri: FieldReader<RedirectUri | null> = (value, note) => {
  if (typeof value === "string") return plainUri(value);
  if (!isObject(value) || typeof value["url"] !== "string") {
    note(expectedText("a redirect URI", value));
    return null;
  }
  return {
    url: value["url"],
    matching_mode: field(optionalText, null)(value["matching_mode"], note, value),
    redirect_uri_type: field(optionalText, null)(value["redirect_uri_type"], note, value),
  };
};

/** 2024.8.0 to 2024.8.4 and 2024.10.0 to 2024.10.2 send one text, a URI on each line. */
const redirectUris: FieldReader<RedirectUri[]> = (value, note, whole) => {
  if (value === undefined || value === null) return [];
  if (typeof value !== "string") return listOf(redirectUri)(value, note, whole);
  return value
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => plainUri(line.trim()));
};

function plainUri(url: string): RedirectUri {
  return { url, matching_mode: null, redirect_uri_type: null };
}

/**
 * From `providers/all`, `providers/oauth2`, and nested in a code's or token's row. Only rows up to 2026.5 and
 * `providers/oauth2` have client, validities and redirect URIs; otherwise these are null or empty.
 */
export type Provider = ReadValue<typeof readProvider>;

/** Reads a provider of any kind and version, also one with base fields only, as in the code rows of 2026.8. */
export function readProvider(value: JsonValue) {
  return readObject(value, numberId, {
    name: text,
    assigned_application_name: textOrNull,
    assigned_application_slug: textOrNull,
    /** As authentik writes durations: `minutes=1` or `hours=1;minutes=2`. */
    access_code_validity: textOrNull,
    access_token_validity: textOrNull,
    refresh_token_validity: textOrNull,
    client_id: textOrNull,
    /** `confidential` or `public`. */
    client_type: textOrNull,
    meta_model_name: textOrNull,
    verbose_name: textOrNull,
    redirect_uris: redirectUris,
  });
}
