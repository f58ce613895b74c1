import type { QueryClient } from "@tanstack/react-query";
import { AUTHORIZATION_CODES } from "../api/endpoints/authorization-codes.ts";
import { keys } from "../api/keys.ts";
import type { ListParams } from "../api/list-request.ts";
import type { Boundaries, Probe } from "../find/fetch-page.ts";

type Filters = ListParams["filters"];

const seenKey = (server: Filters) => keys.knownPoints(AUTHORIZATION_CODES.name, server);

/** Rows seen at their places a while ago under the same filters: the next search begins near them. */
export function seenBefore(client: QueryClient, server: Filters): readonly Probe[] {
  return client.getQueryData<readonly Probe[]>(seenKey(server)) ?? [];
}

export function keepSeen(client: QueryClient, server: Filters, { seen }: Boundaries): void {
  client.setQueryData(seenKey(server), seen);
}
