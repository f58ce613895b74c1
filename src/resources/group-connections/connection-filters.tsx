import { useQuery } from "@tanstack/react-query";
import { groupQuery, groupsQuery } from "../../api/endpoints/groups.ts";
import { sourceQuery, sourcesQuery } from "../../api/endpoints/sources.ts";
import type { SourceConnection } from "../../api/wire/group-connection.ts";
import { FilterCombobox } from "../../list/filters/filter-combobox.tsx";
import type { List } from "../../list/state/use-list.ts";
import { useNames } from "../relations/connection-names.ts";
import { groupOption, sourceOption } from "../relations/filter-options.ts";
import { useLookup } from "../../list/filters/use-lookup.ts";

interface ConnectionFilterProps {
  list: List<SourceConnection>;
}

/** Connections of one source, by its slug. */
export function SourceFilter({ list }: ConnectionFilterProps) {
  const value = list.params.filters["source__slug"] ?? null;
  const lookup = useLookup(sourcesQuery, sourceOption);
  const { sources, sourceStanding } = useNames();
  const known = [...sources.values()].find((source) => source.slug === value);
  const asked = useQuery({
    ...sourceQuery(value ?? ""),
    enabled: value !== null && known === undefined && isWithoutNames(list, sourceStanding),
  }).data?.value;
  return (
    <FilterCombobox
      name="Source"
      kind="slug"
      value={value}
      valueLabel={value === null ? null : ((known ?? asked)?.name ?? null)}
      lookup={lookup}
      onChange={(next) => list.change({ filters: { source__slug: next } })}
    />
  );
}

/** Connections of one group. */
export function GroupFilter({ list }: ConnectionFilterProps) {
  const value = list.params.filters["group"] ?? null;
  const lookup = useLookup(groupsQuery, groupOption);
  const { groups, groupStanding } = useNames();
  const known = value === null ? undefined : groups.get(value);
  const asked = useQuery({
    ...groupQuery(value ?? ""),
    enabled: value !== null && known === undefined && isWithoutNames(list, groupStanding),
  }).data?.value;
  return (
    <FilterCombobox
      name="Group"
      kind="uuid"
      value={value}
      valueLabel={value === null ? null : ((known ?? asked)?.name ?? null)}
      lookup={lookup}
      onChange={(next) => list.change({ filters: { group: next } })}
    />
  );
}

/** Only when the names of the rows' own look-up are there, or will not come, one more is asked for. */
function isWithoutNames(list: List<SourceConnection>, standing: string): boolean {
  if (list.answer === undefined) return list.failure !== undefined;
  return list.answer.rows.length === 0 || standing !== "loading";
}
