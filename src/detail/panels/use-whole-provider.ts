import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Failure } from "../../api/failures.ts";
import { oauth2ProviderQuery } from "../../api/endpoints/providers.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import { isNarrowed, type Provider } from "../../api/wire/provider.ts";

/** Where what is shown of a row's provider comes from. */
export type ProviderStatus =
  | { kind: "in-row" }
  | { kind: "loading" }
  /** Asked for by itself. `asOf`: the server's clock when it answered, epoch milliseconds. */
  | { kind: "asked"; asOf: number }
  /** Only the row's own part of it is known. */
  | { kind: "missing"; failure: Failure; retry: () => void };

/** A row's provider with all that can be known of it. */
export interface WholeProvider {
  provider: Provider | null;
  status: ProviderStatus;
}

/**
 * The provider of the code or token that is open. Where the row has only its base (2026.8), the rest is asked for, once; what
 * came with the row and is not in that answer stays.
 *
 * @param wanted false where nothing of it is shown, so that nothing is asked.
 */
export function useWholeProvider(part: Provider | null, wanted: boolean): WholeProvider {
  const narrowed = part !== null && isNarrowed(part);
  const client = useQueryClient();
  const options = oauth2ProviderQuery(part?.pk ?? 0);
  const query = useQuery({ ...options, enabled: narrowed && wanted });
  const { data } = query;
  if (!narrowed) return { provider: part, status: { kind: "in-row" } };
  if (data !== undefined) {
    const provider = { ...data.value, raw: { ...part.raw, ...data.value.raw } };
    return { provider, status: { kind: "asked", asOf: data.asOf } };
  }
  const failure = failureIn(query);
  if (!failure) return { provider: part, status: { kind: "loading" } };
  const retry = () => askAgain(client, options.queryKey);
  return { provider: part, status: { kind: "missing", failure, retry } };
}
