import type { QueryClient } from "@tanstack/react-query";
import type { ListAnswer, ObjectAnswer } from "../../api/list-answer.ts";
import type { LookedUpObjects } from "../related-objects.ts";
import type { AnyRelation, RowRelation } from "../relation.ts";
import type { Listed, Resource } from "../resource.ts";
import { type ListState, sortKey } from "../state/list-state.ts";

/** Where the names of what is filtered by are known from; none is asked for. */
interface KnownNames<T> {
  client: QueryClient;
  lookedUp: LookedUpObjects;
  answer: ListAnswer<T>;
}

/** A list's filters, search and order in words: "provider Legacy CRM (9); status expired; ordered by expires". */
export function filterWords<T extends Listed>(
  resource: Pick<Resource<T>, "relations" | "params">,
  state: ListState,
  known: KnownNames<T>,
): string {
  const { sort } = state;
  const order = `ordered by ${sortKey(sort)}${sort.startsWith("-") ? ", descending" : ""}`;
  return `${filtersInWords(resource, state, known) || "no filter"}; ${order}`;
}

/** A list's filters and search in words: "provider Legacy CRM (9); status expired"; "" where all are listed. */
export function filtersInWords<T extends Listed>(
  { relations, params = [] }: Pick<Resource<T>, "relations" | "params">,
  { server, exclude, expiry, search }: ListState,
  known: KnownNames<T>,
): string {
  const words: string[] = [];
  for (const row of relations) {
    const { name, param } = row.relation;
    const value = server[param];
    if (value !== undefined) {
      words.push(`${name} ${named(row.relation, only(row, value, known), value)}`);
    }
    const without = exclude?.[name]?.map((id) => named(row.relation, byId(row, id, known), id));
    if (without) words.push(`without ${name} ${without.join(", ")}`);
  }
  for (const [param] of params) {
    const value = server[param];
    if (value !== undefined) words.push(`${param} ${value}`);
  }
  const { status, within, expires_after: after, expires_before: before } = expiry ?? {};
  if (status) words.push(`status ${status}${within ? ` (within ${within} s)` : ""}`);
  if (after) words.push(`expires from ${after}`);
  if (before) words.push(`expires before ${before}`);
  if (search) words.push(`search ${search}`);
  return words.join("; ");
}

function named(relation: AnyRelation, object: unknown, id: string): string {
  return object ? `${relation.labelOf(object)} (${id})` : id;
}

/** The object of a filter: of a filtered list, each row has it. */
function only<T>({ relation, objectIn }: RowRelation<T>, value: string, known: KnownNames<T>) {
  const rows = known.answer.rows.flatMap((row) => (row.readable ? [objectIn(row.value)] : []));
  const objects = [rows[0], ...(known.lookedUp[relation.name]?.byId.values() ?? [])];
  const isMeant = (object: unknown) =>
    object && relation.paramOf(relation.idOf(object), object) === value;
  return objects.find(isMeant) ?? cached(known.client, relation.byParam(value).queryKey);
}

function byId<T>({ relation }: RowRelation<T>, id: string, { client, lookedUp }: KnownNames<T>) {
  const found = lookedUp[relation.name]?.byId.get(id);
  return found ?? (relation.byId && cached(client, relation.byId(id).queryKey));
}

function cached(client: QueryClient, queryKey: readonly unknown[]): unknown {
  return client.getQueryData<ObjectAnswer<unknown>>(queryKey)?.value;
}
