import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Failure } from "../../api/failures.ts";
import { oauth2ProviderQuery } from "../../api/endpoints/oauth2-providers.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import { isNarrowed } from "../../api/wire/narrowed-provider.ts";
import type { Provider } from "../../api/wire/provider.ts";

/** Where the fields shown of a row's provider come from. */
export type ProviderStatus =
  | { kind: "in-row" }
  | { kind: "loading" }
  /** Fetched by itself. `asOf`: the server's clock when it answered, epoch milliseconds. */
  | { kind: "asked"; asOf: number }
  /** Only the part nested in the row is known. */
  | { kind: "missing"; failure: Failure; retry: () => void };

/** A row's provider, as complete as possible. */
export interface WholeProvider {
  provider: Provider | null;
  status: ProviderStatus;
}

/**
 * The provider of the open code or token. Where the row has only its base (2026.8), the rest is fetched, once; fields
 * of the row that are not in that answer are kept.
 *
 * @param wanted false where none of it is shown, so that no request is made.
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
