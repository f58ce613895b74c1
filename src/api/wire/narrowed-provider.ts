import type { Provider } from "./provider.ts";

/** Fields of an OAuth2 provider that the base provider does not have. */
const CLIENT_FIELDS = ["client_id", "client_type", "access_code_validity", "redirect_uris"];

/**
 * Whether a provider has base fields only, as in the code rows of 2026.8 and in `providers/all`: it has none of
 * `CLIENT_FIELDS`. One that has some of them is complete for some version.
 */
export function isNarrowed({ raw }: Pick<Provider, "raw">): boolean {
  return !CLIENT_FIELDS.some((name) => Object.hasOwn(raw, name));
}
