import type { Facts } from "../world/world-index.ts";
import type { GrantEntity } from "../world/grant-entities.ts";
import { byNumber } from "../rules/read-filters.ts";
import type { List } from "../rules/answer-list.ts";
import type { Columns } from "../rules/ordering.ts";
import type { Resource } from "../rules/endpoint.ts";
import type { Permission } from "../rules/permissions.ts";

/** What tells one kind of grant from the others. */
interface GrantKind<Row>
  extends
    Pick<Resource<Row>, "path" | "model" | "name" | "description">,
    Required<Pick<Resource<Row>, "find" | "remove">>,
    Pick<List<Row>, "rows" | "write"> {
  readonly view: Permission;
  /** What else the list can be ordered by. */
  readonly columns?: Columns<Row>;
}

/**
 * Codes and tokens behave alike: a superuser sees all of them and everybody else only their own;
 * they can be read and deleted; `search` is read, and looks at nothing.
 */
export function grantResource<Row extends GrantEntity>(
  facts: Facts,
  { view, rows, columns, write, ...named }: GrantKind<Row>,
): Resource<Row> {
  return {
    ...named,
    key: "number",
    guard: { by: "owner", owner: (row) => row.user, view },
    listAllow: ["GET"],
    allow: ["GET", "DELETE"],
    usedBy: true,
    list: {
      rows,
      filters: [
        byNumber(
          "user",
          (pk) => facts.users.has(pk),
          (row) => row.user,
        ),
        byNumber(
          "provider",
          (pk) => facts.providers.has(pk),
          (row) => row.provider,
        ),
      ],
      columns: {
        pk: { of: (row) => row.pk },
        provider: { of: (row) => row.provider },
        user: { of: (row) => row.user },
        expires: { of: (row) => row.expires },
        ...columns,
      },
      defaultOrder: ["provider", "expires", "pk"],
      write,
      // A page of 20 takes 270 ms, one row 40; a fifth less without groups and roles.
      cost: (count, { include }) =>
        (28 + 12 * count) *
        (include.get("include_groups") === false && include.get("include_roles") === false
          ? 0.8
          : 1),
    },
  };
}
