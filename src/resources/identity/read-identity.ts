import type { QueryClient } from "@tanstack/react-query";
import type { Endpoint } from "../../api/endpoint.ts";
import { groupConnectionsEndpoint } from "../../api/endpoints/connections/group-connections.ts";
import { userConnectionsEndpoint } from "../../api/endpoints/connections/user-connections.ts";
import { groupQuery } from "../../api/endpoints/groups.ts";
import { userQuery } from "../../api/endpoints/users.ts";
import { type Failure, failureOf } from "../../api/failures.ts";
import { type ListAnswer, readableRows } from "../../api/list-answer.ts";
import type { ListRequest, ServerFilters } from "../../api/list-request.ts";
import type { GroupConnection } from "../../api/wire/connections/group-connection.ts";
import type { UserConnection } from "../../api/wire/connections/user-connection.ts";
import { groupConnections } from "../group-connections/group-connections-resource.ts";
import { userConnections } from "../user-connections/user-connections-resource.ts";
import type { Account, AccountKind, Identity, Report, Seed, Tie } from "./found-identity.ts";

/** A page of connections costs authentik 40 ms, however many rows it has. */
const PAGE_SIZE = 100;
/** The most pages of what a search found, and of what is read because there is no search. */
const SEARCH_PAGES = 5;
const READ_PAGES = 50;
/** The most identifiers that are looked for, and accounts whose connections are read. */
const MOST_IDENTIFIERS = 10;
const MOST_ACCOUNTS = 10;

const NOTHING_READ: Report = { how: "none", read: 0, of: 0 };

const HOW_ELSE = { ignored: "unsearched", unknown: "unknown" } as const;

interface Kind {
  kind: AccountKind;
  fetchPage: Endpoint<{ pk: number }>["fetchPage"];
  support: typeof userConnections.searchSupport;
  ownerOf: (row: never) => string;
}

const KINDS: readonly Kind[] = [
  {
    kind: "user",
    fetchPage: userConnectionsEndpoint.fetchPage,
    support: userConnections.searchSupport,
    ownerOf: ({ user }: UserConnection) => (user === null ? "" : String(user)),
  },
  {
    kind: "group",
    fetchPage: groupConnectionsEndpoint.fetchPage,
    support: groupConnections.searchSupport,
    ownerOf: ({ group }: GroupConnection) => group,
  },
];

/**
 * Everything that is tied together: who has an identifier, and all connections of these; of a user or group, first its
 * own connections, then who else has their identifiers. By authentik's own search and filters where it has them.
 *
 * @throws ApiError
 */
export async function readIdentity(
  client: QueryClient,
  seed: Seed,
  signal: AbortSignal,
): Promise<Identity> {
  let asOf = Number.NaN;
  const failures: Partial<Record<AccountKind, Failure>> = {};

  /** The first pages of a list; those of one kind may be refused where the others are not. */
  async function read(of: Kind, asked: Omit<ListRequest, "page">, bound: number) {
    const ties: Tie[] = [];
    let count = 0;
    let seen = 0;
    let page: number | null = 1;
    try {
      for (let pages = 0; page !== null && pages < bound; pages += 1) {
        const answer: ListAnswer<{ pk: number }> = await of.fetchPage(
          { ordering: "pk", page_size: PAGE_SIZE, ...asked, page },
          signal,
          client,
        );
        if (Number.isNaN(asOf)) ({ asOf } = answer);
        ties.push(...readableRows(answer).map((row) => tieOf(of, row)));
        seen += answer.rows.length;
        ({ count, next: page } = answer);
      }
    } catch (error) {
      const failure = failureOf(error);
      if (["signed-out", "token-refused", "aborted"].includes(failure.kind)) throw error;
      failures[of.kind] = failure;
    }
    return { ties, seen, count, more: page !== null, failed: failures[of.kind] !== undefined };
  }

  async function accountOf(of: Kind, id: string): Promise<Account> {
    const filters: ServerFilters = of.kind === "user" ? { user: id } : { group: id };
    const { ties, more, failed } = await read(of, { filters }, 1);
    // A filter that authentik ignored let others through.
    const own = ties.filter(({ owner }) => owner === id);
    return { kind: of.kind, id, ties: own, more: more && !failed, failed };
  }

  /** Who has one of the identifiers, exactly as it is. */
  async function holders(of: Kind, identifiers: readonly string[]) {
    if (identifiers.length === 0) return { report: NOTHING_READ, ties: [] };
    const support = await client.query(of.support()).catch(() => "unknown" as const);
    const texts = identifiers.map(searchable);
    const how =
      support !== "honoured"
        ? HOW_ELSE[support]
        : texts.every((text) => text !== "")
          ? "search"
          : "unsearchable";
    const found =
      how === "search"
        ? await Promise.all(texts.map((search) => read(of, { search, filters: {} }, SEARCH_PAGES)))
        : [await read(of, { filters: {} }, READ_PAGES)];
    const report: Report = {
      how,
      read: found.reduce((sum, { seen }) => sum + seen, 0),
      of: found.reduce((sum, { count }) => sum + count, 0),
    };
    const wanted = new Set(identifiers);
    const ties = found.flatMap(({ ties }) =>
      ties.filter(({ identifier }) => wanted.has(identifier)),
    );
    return { report, ties };
  }

  const own = KINDS.find(({ kind }) => kind in seed);
  const first = own && (await accountOf(own, Object.values(seed)[0]!));
  const known =
    first === undefined ? Object.values(seed) : first.ties.map(({ identifier }) => identifier);
  const all = [...new Set(known)].filter((text) => text !== "");
  const identifiers = all.slice(0, MOST_IDENTIFIERS);
  const [users, groups] = (await Promise.all(KINDS.map((of) => holders(of, identifiers)))) as [
    Awaited<ReturnType<typeof holders>>,
    Awaited<ReturnType<typeof holders>>,
  ];
  const keyOf = ({ kind, id }: Pick<Account, "kind" | "id">) => `${kind} ${id}`;
  const others = new Map<string, Pick<Account, "kind" | "id">>();
  for (const { kind, owner } of [...users.ties, ...groups.ties]) {
    if (owner !== "") others.set(`${kind} ${owner}`, { kind, id: owner });
  }
  if (first) others.delete(keyOf(first));
  const chosen = [...others.values()].slice(0, MOST_ACCOUNTS);
  const theirs = await Promise.all(
    chosen.map(({ kind, id }) =>
      accountOf(
        KINDS.find((of) => of.kind === kind)!,
        id,
      ),
    ),
  );
  const accounts = first ? [first, ...theirs] : theirs;
  // With their names, which would move what is below when they come later; why one is missing is told in its place.
  await Promise.allSettled(
    accounts.map(({ kind, id }): Promise<unknown> =>
      kind === "user" ? client.query(userQuery(Number(id))) : client.query(groupQuery(id)),
    ),
  );
  signal.throwIfAborted();
  const withFailure = (kind: AccountKind, report: Report): Report =>
    failures[kind] === undefined ? report : { ...report, failure: failures[kind] };
  return {
    identifiers,
    ofIdentifiers: all.length,
    accounts,
    ofAccounts: accounts.length + others.size - chosen.length,
    reports: {
      user: withFailure("user", users.report),
      group: withFailure("group", groups.report),
    },
    asOf,
  };
}

function tieOf({ kind, ownerOf }: Kind, row: { pk: number }): Tie {
  const { pk, source, source_obj, identifier, created } = row as UserConnection & GroupConnection;
  return { kind, owner: ownerOf(row as never), pk, source, source_obj, identifier, created };
}

/** What can be searched for of an identifier: its longest piece without what separates or quotes terms. */
function searchable(identifier: string): string {
  return identifier
    .split(/[\s,"'\\]+/u)
    .reduce((longest, piece) => (piece.length > longest.length ? piece : longest), "");
}
