import type { QueryClient } from "@tanstack/react-query";
import { failureOf } from "../../api/failures.ts";
import type { RowText } from "../../find/text/match.ts";
import type { SearchTerm } from "../../find/text/parse-search.ts";
import type { SelectionQuery } from "../relation.ts";
import type { Listed, Resource } from "../resource.ts";
import type { RelationName } from "../state/list-state.ts";

/** The objects behind the ids of rows, as far as they were looked up. */
interface NamesOf {
  byId: ReadonlyMap<string, unknown>;
  /** Why some are missing: there are more than were looked up, or the look-up failed. */
  lacking: "none" | "more" | "failed";
}

export type Names = Readonly<Partial<Record<RelationName, NamesOf>>>;

/** Looks up the names that a search needs where rows have only ids. No request where no term searches names. */
export async function lookUpNames<T extends Listed>(
  client: QueryClient,
  { relations }: Resource<T>,
  terms: readonly SearchTerm[],
): Promise<Names> {
  const named = relations.flatMap(({ relation }) =>
    relation.all && isLookedFor(relation.name, terms)
      ? [{ ...relation, query: relation.all() }]
      : [],
  );
  const found = await Promise.all(
    named.map(async ({ name, idOf, query }) => [name, await all(client, query, idOf)] as const),
  );
  return Object.fromEntries(found);
}

async function all<R>(
  client: QueryClient,
  query: SelectionQuery<R>,
  idOf: (object: R) => string,
): Promise<NamesOf> {
  try {
    const { items, more } = await client.query(query);
    const byId = new Map(items.map((item) => [idOf(item), item]));
    return { byId, lacking: more ? "more" : "none" };
  } catch (error) {
    const { kind } = failureOf(error);
    if (kind === "signed-out" || kind === "token-refused") throw error;
    return { byId: new Map(), lacking: "failed" };
  }
}

/** The texts of a row that a search looks at. */
export function searchableTexts<T extends Listed>(
  { relations, search }: Resource<T>,
  row: T,
  names: Names,
): RowText[] {
  const texts = relations.flatMap(({ relation, idOf, objectIn }) => {
    const object = names[relation.name]?.byId.get(idOf(row)) ?? objectIn(row);
    return object ? relation.textsOf(object) : [];
  });
  const id = { field: "id", place: "pk", text: String(row.pk) };
  return [id, ...texts, ...search.textsOf(row)].filter(({ text }) => text !== "");
}

/** Which names could not be searched; undefined where none were missing. */
export function missingNamesNote<T extends Listed>(
  { relations }: Resource<T>,
  terms: readonly SearchTerm[],
  names: Names,
): string | undefined {
  const notes = relations.flatMap(({ relation: { name, plural, reach = "the first 500" } }) => {
    const lacking = names[name]?.lacking ?? "none";
    if (lacking === "none" || !isLookedFor(name, terms)) return [];
    return lacking === "more"
      ? `Of the ${plural}, only the names of ${reach} were searched.`
      : `The names of ${plural} could not be looked up and were not searched.`;
  });
  return notes.length > 0 ? notes.join(" ") : undefined;
}

function isLookedFor(name: RelationName, terms: readonly SearchTerm[]): boolean {
  return terms.some(({ field }) => field === null || field === name);
}
