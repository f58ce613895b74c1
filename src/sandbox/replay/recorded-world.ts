import { staticCodes } from "../codes/table-codes.ts";
import { createEventLog } from "../events/event-log.ts";
import type { JsonFields } from "../http/json-fields.ts";
import { instant } from "../rules/instant.ts";
import type { ApiToken } from "../rules/permissions.ts";
import type { World } from "../world/entities.ts";
import type { AuthorizationCodeEntity, TokenEntity } from "../world/grant-entities.ts";
import {
  recordedApplications,
  recordedGroup,
  recordedProvider,
  recordedRoles,
  recordedUser,
} from "./recorded-entities.ts";
import { fieldsOf, instantOf, numberOf, textOf, textsOf } from "./recorded-fields.ts";
import type { RecordedRows } from "./recorded-rows.ts";
import { recordedLink, recordedSource } from "./recorded-sources.ts";

/** The world described by a recording's rows. Fields that an older version does not send get defaults. */
export function recordedWorld(
  rows: RecordedRows,
  apiTokens: readonly (Omit<ApiToken, "user"> & { readonly username: string })[],
): World {
  const codes = staticCodes(rows.codes.map(codeOf));
  const accessTokens = rows.access_tokens.map(tokenOf);
  const refreshTokens = rows.refresh_tokens.map(tokenOf);
  const users = rows.users.map(recordedUser);
  const oauth = new Map(rows.oauth_sources.map((row) => [textOf(row, "pk"), row]));
  const callback = textOf(rows.oauth_sources[0] ?? {}, "callback_url");
  const kinds = new Map(
    rows.providers.map((row) => [numberOf(row, "pk"), textOf(row, "component")]),
  );
  const listed = new Map(rows.oauth2_providers.map((row) => [numberOf(row, "pk"), row]));
  return {
    users,
    groups: rows.groups.map(recordedGroup),
    roles: recordedRoles(rows),
    applications: recordedApplications(rows),
    providers: rows.providers.flatMap((row) => {
      const whole = listed.get(numberOf(row, "pk"));
      const kind = kinds.get(numberOf(row, "pk")) === "ak-provider-proxy-form" ? "proxy" : "oauth2";
      return whole === undefined ? [] : [recordedProvider(whole, kind)];
    }),
    sources: rows.sources.map((row) => recordedSource(row, oauth.get(textOf(row, "pk")))),
    flows: [],
    scopeMappings: [],
    groupConnections: rows.connections.map((row) => ({
      ...recordedLink(row),
      group: textOf(row, "group"),
    })),
    userConnections: rows.user_connections.map((row) => ({
      ...recordedLink(row),
      user: numberOf(row, "user"),
      expires: instantOf(row["expires"]),
    })),
    codes: () => codes,
    accessTokens: () => accessTokens,
    refreshTokens: () => refreshTokens,
    workerStopped: 0,
    events: createEventLog(null, () => []),
    apiTokens: apiTokens.map(({ username, ...token }) => ({
      ...token,
      user: users.find((user) => user.username === username)?.pk ?? 0,
    })),
    origin: callback.split("/source/")[0] ?? "",
  };
}

function tokenOf(row: JsonFields): TokenEntity {
  const claims = textOf(row, "id_token");
  return {
    ...codeOf(row),
    revoked: row["revoked"] === true,
    id_token: claims === "" ? null : (JSON.parse(claims) as JsonFields),
  };
}

function codeOf(row: JsonFields): AuthorizationCodeEntity {
  const expires = instantOf(row["expires"]);
  const seen = instant(Date.parse(textOf(row, "seen")));
  const past = expires !== null && expires < seen;
  return {
    pk: numberOf(row, "pk"),
    provider: numberOf(fieldsOf(row, "provider"), "pk"),
    user: numberOf(fieldsOf(row, "user"), "pk"),
    expires,
    // The API does not send this. A row without `expires`, or past it but not expired, never expires.
    expiring: expires !== null && (!past || row["is_expired"] === true),
    scope: textsOf(row, "scope"),
  };
}
