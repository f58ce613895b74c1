import type { Failure } from "../../api/failures.ts";
import type { GroupConnection } from "../../api/wire/connections/group-connection.ts";
import type { UserConnection } from "../../api/wire/connections/user-connection.ts";

export type AccountKind = "user" | "group";

/** What an identity is looked for by. */
export type Seed = { identifier: string } | { user: string } | { group: string };

/** A connection, of a user or of a group. */
export type Tie = Pick<
  UserConnection & GroupConnection,
  "pk" | "source" | "source_obj" | "identifier" | "created"
> & { kind: AccountKind; owner: string };

/** A user or a group, with its connections. */
export interface Account {
  kind: AccountKind;
  id: string;
  ties: readonly Tie[];
  /** It has more of them than were read. */
  more: boolean;
  /** They could not be read, or not all of them. */
  failed: boolean;
}

/** How the connections of users, or of groups, were looked through. */
export interface Report {
  /**
   * `search`: authentik searched. Else they were read: it does not search identifiers, it is not known whether it does,
   * or the identifier has nothing that can be searched for. `none`: there was no identifier.
   */
  how: "search" | "unsearched" | "unknown" | "unsearchable" | "none";
  read: number;
  of: number;
  /** Why they could not be. */
  failure?: Failure;
}

export interface Identity {
  /** The identifiers that were looked for, of how many. */
  identifiers: readonly string[];
  ofIdentifiers: number;
  /** Those whose connections were read, of how many that were found. */
  accounts: readonly Account[];
  ofAccounts: number;
  reports: Readonly<Record<AccountKind, Report>>;
  /** The server's clock at the first answer, epoch milliseconds. */
  asOf: number;
}

/** Whether there may be more than was found, of one kind or of both. */
export function isPart(identity: Identity, kinds: readonly AccountKind[] = ["user", "group"]) {
  const { identifiers, ofIdentifiers, accounts, ofAccounts, reports } = identity;
  return (
    identifiers.length < ofIdentifiers ||
    accounts.length < ofAccounts ||
    accounts.some(({ kind, more, failed }) => kinds.includes(kind) && (more || failed)) ||
    kinds.some(
      (kind) => reports[kind].failure !== undefined || reports[kind].read < reports[kind].of,
    )
  );
}
