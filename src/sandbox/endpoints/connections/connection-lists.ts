/** What the lists of connections of all source types have in common. */
import { ServerFault } from "../../http/answer.ts";
import type { Route, SandboxState } from "../../http/call.ts";
import { writeDeletion } from "../../events/write-deletion.ts";
import { type EndpointDefinition, routesOf } from "../../rules/endpoint-definition.ts";
import type { SortColumns } from "../../rules/ordering.ts";
import type { Permission } from "../../rules/permissions.ts";
import { byText } from "../../rules/read-filters.ts";
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
function listNames(owner: "group" | "user", kind: ListKind) {
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

interface Connections<Row> {
  readonly owner: "group" | "user";
  /** Of all kinds. */
  readonly all: Map<number, Row>;
  /** The lists of the version: of kinds that have none, it has no connections at all. */
  readonly offered: readonly ListKind[];
  /** The group's or user's. */
  readonly nameOf: (row: Row) => string;
}

/** What the lists of connections of groups and of users have alike. */
export function connectionList<Row extends Connection>(
  { worldIndex, version: { rules } }: SandboxState,
  kind: ListKind,
  { owner, all, offered, nameOf }: Connections<Row>,
) {
  const { view, ...names } = listNames(owner, kind);
  const slugOf = (row: Row) => worldIndex.sources.get(row.source)?.slug ?? "";
  const belongs = (row: Row) => (kind === "all" ? offered.includes(row.kind) : row.kind === kind);
  const texts: Readonly<Record<(typeof rules.connection_search)[number], (row: Row) => string>> = {
    name: nameOf,
    source__slug: slugOf,
    identifier: (row) => row.identifier,
  };
  return {
    view,
    bySlug: byText("source__slug", slugOf),
    rows: () => [...all.values()].filter(belongs),
    endpoint: {
      ...names,
      key: "number",
      allow: ["GET", "PUT", "PATCH", "DELETE"],
      find(_call, key) {
        const row = all.get(Number(key));
        return row && belongs(row) ? row : undefined;
      },
      remove(call, row) {
        writeDeletion(call, row, owner);
        all.delete(row.pk);
        return { status: 204, cost: 40 };
      },
    } satisfies Partial<EndpointDefinition<Row>>,
    list: {
      defaultOrder: ["source__slug", "pk"],
      defaultColumns: { source__slug: { of: slugOf } },
      searched: (row: Row) => rules.connection_search.map((name) => texts[name](row)),
      cost: (rows: number) => 40 + rules.connection_row_ms * rows,
    },
  } as const;
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
