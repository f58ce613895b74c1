import type { AuthentikEvent } from "../api/wire/event.ts";
import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { Token } from "../api/wire/token.ts";
import type { Provider } from "../api/wire/provider.ts";
import { durationMs } from "../model/duration.ts";
import { microsOf } from "../model/moment.ts";
import type { Birth, ClientValidities, ListedCode, ListedToken } from "./facts.ts";

/** The clients of an installation: OAuth2 providers, by their keys and by what their clients call themselves. */
export interface Clients {
  readonly byProvider: ReadonlyMap<number, ClientValidities>;
  readonly providerOf: ReadonlyMap<string, number>;
}

/** @param providers with all fields, as `providers/oauth2` lists them. */
export function clientsOf(providers: readonly Provider[]): Clients {
  return {
    byProvider: new Map(providers.map((provider) => [provider.pk, clientOf(provider)])),
    providerOf: new Map(
      providers.flatMap(({ pk, client_id }) => (client_id ? [[client_id, pk] as const] : [])),
    ),
  };
}

function clientOf(provider: Provider): ClientValidities {
  return {
    provider: provider.pk,
    codeMs: durationMs(provider.access_code_validity),
    accessMs: durationMs(provider.access_token_validity),
    refreshMs: durationMs(provider.refresh_token_validity),
  };
}

/** When an event was written, epoch milliseconds; null where it could not be read. */
export function createdMs({ created }: Pick<AuthentikEvent, "created">): number | null {
  const micros = microsOf(created);
  return micros === null ? null : micros / 1000;
}

/** @returns null for an event without a readable time: there is nothing that it could be matched by. */
export function birthOf(event: AuthentikEvent, { providerOf }: Clients): Birth | null {
  const at = createdMs(event);
  if (at === null) return null;
  const { request, scopes } = event.context;
  return {
    id: event.pk,
    at,
    user: event.user?.pk ?? null,
    provider: providerOf.get(request?.clientId ?? "") ?? null,
    scopes,
    nonce: event.nonce,
    responseType: request?.responseType ?? null,
  };
}

export function listedCodeOf(row: AuthorizationCode, { byProvider }: Clients): ListedCode {
  const provider = row.provider?.pk ?? null;
  const codeMs = byProvider.get(provider ?? -1)?.codeMs ?? null;
  const { pk, user, expires, expiresMs } = row;
  const endsAt = expires === null ? null : expiresMs;
  return {
    pk,
    user: user?.pk ?? null,
    provider,
    issuedAt: endsAt === null || codeMs === null ? null : endsAt - codeMs,
    endsAt,
  };
}

/** How far `expires` less the validity may be from `iat` before the validity must have been changed since. */
const SAME_MOMENT_MS = 2000;

export function listedTokenOf(
  kind: ListedToken["kind"],
  row: Token,
  { byProvider }: Clients,
): ListedToken {
  const provider = row.provider?.pk ?? null;
  const client = byProvider.get(provider ?? -1);
  const validity = (kind === "access" ? client?.accessMs : client?.refreshMs) ?? null;
  const exact = row.expiresMs === null || validity === null ? null : row.expiresMs - validity;
  const whole = row.iatMs;
  const isExact = exact !== null && (whole === null || Math.abs(exact - whole) < SAME_MOMENT_MS);
  return {
    kind,
    pk: row.pk,
    user: row.user?.pk ?? null,
    provider,
    scopes: row.scope,
    nonce: row.nonce,
    issuedAt: isExact ? exact : whole,
    isWholeSecond: !isExact,
    isLikeDevice: row.isLikeDevice,
  };
}
