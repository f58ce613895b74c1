import type { ServerParam } from "../../api/list-request.ts";
import type { Target } from "../../paths.ts";
import type { RelationName } from "../state/list-state.ts";

/** A value of a row and what can be done with it. */
export interface RowValue {
  /** Its kind, as used in a sentence: "user". */
  what: string;
  text: string;
  /** Distinguishes it from others with the same text. */
  second?: string | undefined;
  /** The filter for rows with this value. */
  only?: { param: ServerParam | "status"; value: string } | undefined;
  /** Excludes rows with this value: this id of a relation, which authentik filters by `param`. */
  exclude?: { relation: RelationName; param: ServerParam; id: string } | undefined;
  /** Where the drawer shows it: a path below the row; "" for the row itself. */
  open?: string | undefined;
  /** Where more is shown of it than in the row, and how the link is called. */
  link?: { to: Target; words: string } | undefined;
  /** The text to copy, and its name: "username". */
  copy?: { what: string; text: string } | undefined;
}
