import type { ServerParam } from "../../api/list-request.ts";
import type { RelationName } from "../state/list-state.ts";

/** A value of a row and what can be done with it. */
export interface RowValue {
  /** Its kind, as it stands in a sentence: "user". */
  what: string;
  text: string;
  /** What tells it from its namesakes. */
  second?: string | undefined;
  /** The filter that keeps the rows that have it. */
  only?: { param: ServerParam | "status"; value: string } | undefined;
  /** What excludes the rows that have it: of a relation, which authentik would filter by `param`, this id. */
  exclude?: { relation: RelationName; param: ServerParam; id: string } | undefined;
  /** Where it is shown: a path below the row; "" for the row itself. */
  open?: string | undefined;
  /** What is copied, by its name: "username". */
  copy?: { what: string; text: string } | undefined;
}
