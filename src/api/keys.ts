import type { Query, QueryKey } from "@tanstack/react-query";
import type { ResourceName } from "../paths.ts";

/**
 * Every query key has its home here: `[object, what of it, arguments…]`, the arguments those that its fetcher is given.
 * A key that begins another one stands for all of those.
 */
export const keys = {
  me: key("me"),
  version: key("version"),
  consoleConfig: key("console-config"),

  /** A page as the server gives it. */
  page: (resource: ResourceName, request: object) => key(resource, "page", request),
  /** A page of a range, in the order of expiry. */
  slice: (resource: ResourceName, ...asked: unknown[]) => key(resource, "slice", ...asked),
  /** A range that is read whole. */
  range: (resource: ResourceName, ...asked: unknown[]) => key(resource, "range", ...asked),
  /** A list that is read through. */
  scan: (resource: ResourceName, asked: object) => key(resource, "scan", asked),
  /** A short list under the server's filters, whole; without them, all of these. */
  snapshot: (resource: ResourceName, ...filters: [] | [object]) =>
    key(resource, "snapshot", ...filters),
  /** One object by itself; without its id, all of them. */
  object: (resource: ResourceName, ...pk: [] | [number]) => key(resource, "object", ...pk),
  /** What stands around the rows and is as old as they are: counts, the timeline. */
  related: (resource: ResourceName) => key(resource, "related"),
  counts: (resource: ResourceName, ...asked: unknown[]) =>
    key(resource, "related", "counts", ...asked),
  timeline: (resource: ResourceName, filters: object) =>
    key(resource, "related", "timeline", filters),
  /** Rows that were seen at their places under the same filters. */
  knownPoints: (resource: ResourceName, filters: object) => key(resource, "known-points", filters),
  searchProbe: (resource: ResourceName) => key(resource, "search-probe"),

  /** Rows that were read for ranges and scans, whatever is shown of them: removed, they are read anew. */
  read: key("read"),
  readRows: (resource: ResourceName, ...asked: unknown[]) => key("read", resource, ...asked),

  users: (...asked: unknown[]) => key("users", ...asked),
  groups: (...asked: unknown[]) => key("groups", ...asked),
  providers: (...asked: unknown[]) => key("providers", ...asked),
  sources: (...asked: unknown[]) => key("sources", ...asked),

  overview: key("overview"),
  overviewCodes: key("overview", "codes"),
  overviewConnections: key("overview", "connections"),
  overviewConnectionsOf: (what: string) => key("overview", "connections", what),
};

/** Whoever looks for rows that were shown, whichever way they came, looks under all of these. */
const ROWS: ReadonlySet<unknown> = new Set(["page", "slice", "range", "scan", "snapshot"]);

/** Whether a query holds rows of a resource, however they were found: all row queries of a resource, and no others. */
export function isRowQueryOf(resource: ResourceName): (query: Pick<Query, "queryKey">) => boolean {
  return ({ queryKey: [name, what] }) => name === resource && ROWS.has(what);
}

/** Whether a query holds rows of any resource, or the overview's codes. */
export function isRowQuery({ queryKey: [name, what] }: Pick<Query, "queryKey">): boolean {
  return name === "overview" ? what === "codes" : ROWS.has(what);
}

/** As any other key, so that the options of different lists fit where a list's options are wanted. */
function key(...parts: unknown[]): QueryKey {
  return parts;
}
