import { createContext, use } from "react";
import type { Relation } from "./relation.ts";
import type { RelationName } from "./state/list-state.ts";

/** The status of the look-up of a row's name. */
export type LookUpStatus = "unasked" | "loading" | "ready" | "forbidden" | "failed";

export interface LookedUp<R> {
  byId: ReadonlyMap<string, R>;
  status: LookUpStatus;
  /** There are more objects than were looked up. */
  more: boolean;
}

/** The objects behind the ids of rows, by relation; only for relations of which rows have just an id. */
export type LookedUpObjects = Readonly<Partial<Record<RelationName, LookedUp<unknown>>>>;

/** For the rows of a list and for its drawer. */
export const RelatedObjects = createContext<LookedUpObjects>({});

export const NOT_LOOKED_UP: LookedUp<unknown> = { byId: new Map(), status: "loading", more: false };

/** All looked-up objects behind ids. */
export function useLookedUpObjects(): LookedUpObjects {
  return use(RelatedObjects);
}

/** The looked-up objects of one relation. */
export function useLookedUp<R>({ name }: Relation<R>): LookedUp<R> {
  // The cast holds: it was set by the relation of the same name.
  return (use(RelatedObjects)[name] ?? NOT_LOOKED_UP) as LookedUp<R>;
}
