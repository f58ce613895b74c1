import type { Account, Tie } from "./found-identity.ts";

/** The connections of accounts of one kind that have the same identifier at the same source: of each, the first. */
export function sharersOf(tie: Tie, accounts: readonly Account[]): readonly Tie[] {
  if (tie.identifier === "") return [];
  return accounts.flatMap(({ kind, ties }) => {
    if (kind !== tie.kind) return [];
    const same = ties.find(
      ({ source, identifier }) => source === tie.source && identifier === tie.identifier,
    );
    return same ? [same] : [];
  });
}
