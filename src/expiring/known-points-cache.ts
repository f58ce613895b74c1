import type { QueryClient } from "@tanstack/react-query";
import { keys } from "../api/keys.ts";
import type { ServerFilters } from "../api/list-request.ts";
import type { CountsBefore, KnownPoint } from "../find/fetch-page.ts";
import type { ResourceName } from "../paths.ts";

/** Known points from earlier searches under the same filters: the next search starts near them. */
export function rememberedPoints(
  client: QueryClient,
  resource: ResourceName,
  server: ServerFilters,
): readonly KnownPoint[] {
  return client.getQueryData<readonly KnownPoint[]>(keys.knownPoints(resource, server)) ?? [];
}

/** Caches the known points of a count for the next one. */
export function rememberPoints(
  client: QueryClient,
  resource: ResourceName,
  server: ServerFilters,
  { knownPoints }: CountsBefore,
): void {
  if (knownPoints.length > 0) client.setQueryData(keys.knownPoints(resource, server), knownPoints);
}
