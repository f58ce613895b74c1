import type { Call } from "../http/call.ts";
import { ErrorAnswer } from "../http/answer.ts";
import type { GrantEntity } from "../world/grant-entities.ts";
import { writeDeletion } from "../events/write-deletion.ts";
import { createMadeGrants, type MadeGrants } from "./made-grants.ts";

/** What requests created. Nothing else can be deleted: invented codes would refer to what is gone. */
export interface MadeObjects {
  readonly users: Set<number>;
  readonly groups: Set<string>;
  readonly providers: Set<number>;
  /** Slugs. */
  readonly applications: Set<string>;
  readonly sources: Set<string>;
  /** By the key of a user. Nobody else can sign in. */
  readonly passwords: Map<number, string>;
  readonly grants: MadeGrants;
}

export function createMadeObjects(): MadeObjects {
  return {
    users: new Set(),
    groups: new Set(),
    providers: new Set(),
    applications: new Set(),
    sources: new Set(),
    passwords: new Map(),
    grants: createMadeGrants(),
  };
}

/** @throws ErrorAnswer 501 for an object that no request created */
export function requireMade<Key>(made: Set<Key>, key: Key): void {
  if (made.has(key)) return;
  throw new ErrorAnswer(501, {
    detail: "The sandbox deletes only what was created by a request.",
  });
}

/** The key after the highest one. */
export function nextKey(known: ReadonlyMap<number, unknown>): number {
  return Math.max(0, ...known.keys()) + 1;
}

/** Deletes the codes and tokens of what is deleted. */
export function dropGrants({ state }: Call, test: (grant: GrantEntity) => boolean): void {
  state.made.grants.drop(test);
}

/** Deletes, one by one and with an event each, the connections of a group or source that is deleted. */
export function dropConnections(
  call: Call,
  test: (row: { readonly group?: string; readonly source: string }) => boolean,
): void {
  const { connections, userConnections } = call.worldIndex;
  for (const row of [...connections.values()].filter(test)) {
    writeDeletion(call, row, "group");
    connections.delete(row.pk);
  }
  for (const row of [...userConnections.values()].filter(test)) {
    writeDeletion(call, row, "user");
    userConnections.delete(row.pk);
  }
}
