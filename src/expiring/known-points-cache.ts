import type { QueryClient } from "@tanstack/react-query";
import { AUTHORIZATION_CODES } from "../api/endpoints/authorization-codes.ts";
import { keys } from "../api/keys.ts";
import type { ListRequest } from "../api/list-request.ts";
import type { CountsBefore, KnownPoint } from "../find/fetch-page.ts";

type Filters = ListRequest["filters"];

const seenKey = (server: Filters) => keys.knownPoints(AUTHORIZATION_CODES.name, server);

/** Rows seen at their places a while ago under the same filters: the next search begins near them. */
export function rememberedPoints(client: QueryClient, server: Filters): readonly KnownPoint[] {
  return client.getQueryData<readonly KnownPoint[]>(seenKey(server)) ?? [];
}

export function rememberPoints(
  client: QueryClient,
  server: Filters,
  { knownPoints: seen }: CountsBefore,
): void {
  client.setQueryData(seenKey(server), seen);
}
