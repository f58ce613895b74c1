/** What the lists of connections of all source types have in common. */
import { ServerFault } from "../../http/answer.ts";
import type { Call, Route, SandboxState } from "../../http/call.ts";
import { type EndpointDefinition, routesOf } from "../../rules/endpoint-definition.ts";
import type { SortColumns } from "../../rules/ordering.ts";
import type { Permission } from "../../rules/permissions.ts";
import type {
  ConnectionKind,
  GroupConnectionEntity,
  UserConnectionEntity,
} from "../../world/source-entities.ts";

/** The list of a source type, or that of all. */
export type ListKind = ConnectionKind | "all";

type Connection = GroupConnectionEntity | UserConnectionEntity;

/** As in the names of models. */
const MODEL_WORDS: Readonly<Record<ConnectionKind, string>> = {
  oauth: "OAuth",
  saml: "SAML",
  plex: "Plex",
  ldap: "LDAP",
  kerberos: "Kerberos",
  telegram: "Telegram",
};

/** As in the names of views, which are made of those of classes. */
const VIEW_WORDS: Readonly<Record<ConnectionKind, string>> = {
  ...MODEL_WORDS,
  oauth: "O Auth",
  saml: "Saml",
  ldap: "Ldap",
};

/** @param owner "group" or "user" */
export function listNames(owner: "group" | "user", kind: ListKind) {
  const word = owner === "group" ? "Group" : "User";
  if (kind === "all") {
    return {
      path: `sources/${owner}_connections/all`,
      model: `${word}SourceConnection`,
      name: `${word} Source Connection`,
      view: `authentik_core.view_${owner}sourceconnection` satisfies Permission,
    } as const;
  }
  return {
    path: `sources/${owner}_connections/${kind}`,
    model: `${word}${MODEL_WORDS[kind]}SourceConnection`,
    name: `${word} ${VIEW_WORDS[kind]} Source Connection`,
    view: `authentik_sources_${kind}.view_${owner}${kind}sourceconnection` satisfies Permission,
  } as const;
}

/** @param offered the lists of the version: of kinds that have none, it has no connections at all */
export function isListed(
  kind: ListKind,
  offered: readonly ListKind[],
): (row: Connection) => boolean {
  return (row) => (kind === "all" ? offered.includes(row.kind) : row.kind === kind);
}

export function slugsOf({ worldIndex }: SandboxState): (row: Connection) => string {
  return (row) => worldIndex.sources.get(row.source)?.slug ?? "";
}

/** The ordering keys of connections of groups and users. */
export function connectionColumns(hasLastUpdated: boolean): SortColumns<Connection> {
  return {
    pk: { of: (row) => row.pk },
    source: { of: (row) => row.source },
    identifier: { of: (row) => row.identifier, text: true },
    created: { of: (row) => row.created },
    ...(hasLastUpdated && { last_updated: { of: (row: Connection) => row.last_updated } }),
  };
}

export function connectionCost(rows: number, { version }: Call): number {
  return 40 + version.rules.connection_row_ms * rows;
}

/** The routes of a list; asking what uses an object of the list of all crashes the server. */
export function connectionRoutes<Row>(
  kind: ListKind,
  endpoint: EndpointDefinition<Row>,
): readonly Route[] {
  const routes = routesOf({ ...endpoint, usedBy: true });
  if (kind !== "all") return routes;
  const crash = (): never => {
    throw new ServerFault();
  };
  return routes.map((route) =>
    route.name === "Used by" ? { ...route, handlers: { GET: crash } } : route,
  );
}
