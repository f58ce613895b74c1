import { useQuery } from "@tanstack/react-query";
import { capitalised } from "../../ui/text/format.ts";
import { useLookedUp, type LookUpStatus } from "../related-objects.ts";
import type { AnyRelation } from "../relation.ts";
import type { Listed } from "../resource.ts";
import type { List } from "../state/use-list.ts";
import { FilterCombobox } from "./filter-combobox.tsx";

interface RelationFilterProps<T extends Listed> {
  list: List<T>;
  /** One of the list's relations. */
  relation: AnyRelation;
}

/** Filters the rows by one related object: a user, a provider, a source, a group. */
export function RelationFilter<T extends Listed>({ list, relation }: RelationFilterProps<T>) {
  const { name, param } = relation;
  const value = list.state.server[param] ?? null;
  const { byId, status } = useLookedUp(relation);
  // The first row of a filtered list usually contains the object; it is fetched only where it is not known from there.
  const known = [inFirstRow(list, relation), ...byId.values()].find(
    (object) => object && relation.paramOf(relation.idOf(object), object) === value,
  );
  const asked = useQuery({
    ...relation.byParam(value ?? ""),
    enabled: value !== null && known === undefined && isNameWanted(list, relation, status),
  }).data?.value;
  const object = known ?? asked;
  return (
    <FilterCombobox
      name={capitalised(name)}
      kind={relation.idKind}
      value={value}
      valueLabel={value !== null && object ? relation.labelOf(object) : null}
      relation={relation}
      onChange={(next) => list.change({ server: { [param]: next } })}
    />
  );
}

function inFirstRow<T extends Listed>(list: List<T>, relation: AnyRelation): unknown {
  const first = list.isPlaceholder ? undefined : list.entries[0];
  const own = list.resource.relations.find((one) => one.relation === relation);
  return (first?.readable && own?.objectIn(first.value)) || undefined;
}

/**
 * Whether a single object may be fetched for its name: only after the list's own request and, where all names are
 * looked up, after that look-up.
 */
export function isNameWanted<T extends Listed>(
  list: List<T>,
  relation: AnyRelation,
  status: LookUpStatus,
): boolean {
  const { answer, failure, isPlaceholder } = list;
  if (isPlaceholder || answer === undefined) return !isPlaceholder && failure !== undefined;
  return relation.all === undefined || answer.rows.length === 0 || status !== "loading";
}
