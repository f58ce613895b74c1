import type { Call, Installation } from "../http/call.ts";
import type { Facts } from "../world/world-index.ts";
import { byNumber, byText } from "../rules/read-filters.ts";
import { writeInstant, type Instant } from "../rules/instant.ts";
import type { Resource } from "../rules/endpoint.ts";
import { writeNestedSource } from "./serializers/serialize-source.ts";
import { keep } from "./serializers/writing.ts";

/** One row of `sources/user_connections/oauth`. */
interface Row {
  readonly pk: number;
  /** Key of a user. */
  readonly user: number;
  /** Key of a source. */
  readonly source: string;
  readonly identifier: string;
  readonly created: Instant;
}

/** `sources/user_connections/oauth`: for reading. One's own, or everybody's by permission. */
export function userConnectionsResource({ facts }: Installation): Resource<Row> {
  const rows = invent(facts);
  const slugOf = (row: Row): string => facts.sources.get(row.source)?.slug ?? "";
  return {
    path: "sources/user_connections/oauth",
    model: "UserOAuthSourceConnection",
    name: "User O Auth Source Connection",
    description: "User-source connection Viewset",
    key: "number",
    guard: {
      by: "owner",
      owner: (row) => row.user,
      view: "authentik_sources_oauth.view_useroauthsourceconnection",
      orAll: true,
    },
    find: (_call, key) => rows.find((row) => row.pk === Number(key)),
    listAllow: ["GET"],
    allow: ["GET"],
    list: {
      rows: (_call, owner) => (owner === null ? rows : rows.filter((row) => row.user === owner)),
      filters: [
        byNumber(
          "user",
          (pk) => facts.users.has(pk),
          (row) => row.user,
        ),
        byText("source__slug", slugOf),
      ],
      columns: {
        pk: { of: (row) => row.pk },
        user: { of: (row) => row.user },
        source: { of: (row) => row.source },
        identifier: { of: (row) => row.identifier, text: true },
        created: { of: (row) => row.created },
      },
      defaultOrder: ["pk"],
      searched: (row) => [row.identifier, slugOf(row)],
      write(call, row) {
        const source = facts.sources.get(row.source);
        const { rules } = call.version;
        const nested = source === undefined ? null : writeNestedSource(call, source);
        return keep(call.version, "connection", {
          pk: row.pk,
          user: row.user,
          source: rules.connection_source === "object" ? nested : row.source,
          source_obj: nested,
          identifier: row.identifier,
          created: writeInstant(row.created),
          last_updated: writeInstant(row.created),
        });
      },
      cost: (count: number, call: Call) => 40 + call.version.rules.connection_row_ms * count,
    },
  };
}

/** A few dozen links, the same for the same world, and none for the last OAuth source. */
function invent(facts: Facts): readonly Row[] {
  const sources = facts.world.sources.filter(({ kind }) => kind === "oauth").slice(0, -1);
  const rows: Row[] = [];
  for (const [at, user] of facts.world.users.slice(0, 60).entries()) {
    for (const [index, source] of sources.entries()) {
      if ((at * 5 + index * 3) % 7 !== 0) continue;
      rows.push({
        pk: 5 + rows.length * 3,
        user: user.pk,
        source: source.pk,
        identifier: `${1000 + user.pk * 7}`,
        created: user.date_joined,
      });
    }
  }
  return rows;
}
