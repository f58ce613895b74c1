import type { QueryClient } from "@tanstack/react-query";
import { keys } from "../api/keys.ts";
import type { ServerFilters } from "../api/list-request.ts";
import type { CountsBefore, KnownPoint } from "../find/fetch-page.ts";
import type { ResourceName } from "../paths.ts";

/** Rows seen at their places a while ago under the same filters: the next search begins near them. */
export function rememberedPoints(
  client: QueryClient,
  resource: ResourceName,
  server: ServerFilters,
): readonly KnownPoint[] {
  return client.getQueryData<readonly KnownPoint[]>(keys.knownPoints(resource, server)) ?? [];
}

/** Keeps what was seen on the way to a count for the next one. */
export function rememberPoints(
  client: QueryClient,
  resource: ResourceName,
  server: ServerFilters,
  { knownPoints }: CountsBefore,
): void {
  if (knownPoints.length > 0) client.setQueryData(keys.knownPoints(resource, server), knownPoints);
}
