import { createContext, use } from "react";
import type { Relation } from "./relation.ts";
import type { RelationName } from "./state/list-state.ts";

/** How a look-up stands that a row's name waits for. */
export type LookUpStatus = "unasked" | "loading" | "ready" | "forbidden" | "failed";

export interface LookedUp<R> {
  byId: ReadonlyMap<string, R>;
  status: LookUpStatus;
  /** There are more than are looked up. */
  more: boolean;
}

/** The objects behind the ids of rows, by relation: of those whose rows have only ids. */
export type LookedUpObjects = Readonly<Partial<Record<RelationName, LookedUp<unknown>>>>;

/** For the rows of a list and for what is open beside them. */
export const RelatedObjects = createContext<LookedUpObjects>({});

export const NOT_LOOKED_UP: LookedUp<unknown> = { byId: new Map(), status: "loading", more: false };

/** All that is known of the objects behind ids. */
export function useLookedUpObjects(): LookedUpObjects {
  return use(RelatedObjects);
}

/** What is known of the objects of one relation. */
export function useLookedUp<R>({ name }: Relation<R>): LookedUp<R> {
  // Put there by the relation of the same name.
  return (use(RelatedObjects)[name] ?? NOT_LOOKED_UP) as LookedUp<R>;
}

/** Why an id stands where a name would: for its place in a row, where little room is. */
export const WHY_UNNAMED: Record<LookUpStatus, string> = {
  unasked: "its name is looked up with the list’s rows",
  loading: "its name is on its way",
  ready: "its name is not among those looked up",
  forbidden: "you may not look up its name",
  failed: "looking up its name failed",
};
