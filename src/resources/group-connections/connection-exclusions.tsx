import { useQuery } from "@tanstack/react-query";
import { groupQuery } from "../../api/endpoints/groups.ts";
import type { SourceConnection } from "../../api/wire/group-connection.ts";
import { excludedIds } from "../../list/state/exclusions.ts";
import type { List } from "../../list/state/use-list.ts";
import { useNames } from "../relations/connection-names.ts";
import { Exclusion, Exclusions } from "../../list/filters/excluded.tsx";

interface ConnectionExclusionsProps {
  list: List<SourceConnection>;
}

/** The sources and groups whose connections are left out. */
export function ConnectionExclusions({ list }: ConnectionExclusionsProps) {
  const { exclude_source, exclude_group } = list.params.filters;
  const { sources } = useNames();
  return (
    <Exclusions>
      {excludedIds(exclude_source).map((id) => (
        <Exclusion
          key={`source ${id}`}
          list={list}
          param="exclude_source"
          what="source"
          id={id}
          // By its id a source cannot be asked for: its name is known where all are looked up.
          name={sources.get(id)?.name}
        />
      ))}
      {excludedIds(exclude_group).map((id) => (
        <ExcludedGroup key={`group ${id}`} list={list} id={id} />
      ))}
    </Exclusions>
  );
}

interface ExcludedGroupProps extends ConnectionExclusionsProps {
  id: string;
}

function ExcludedGroup({ list, id }: ExcludedGroupProps) {
  const { groups, groupStanding } = useNames();
  const known = groups.get(id);
  const { answer, failure } = list;
  // Only when the names of the rows' own look-up are there, or will not come, one more is asked for.
  const isAlone =
    answer === undefined
      ? failure !== undefined
      : answer.rows.length === 0 || groupStanding !== "loading";
  const asked = useQuery({ ...groupQuery(id), enabled: known === undefined && isAlone });
  const name = (known ?? asked.data?.value)?.name;
  return <Exclusion list={list} param="exclude_group" what="group" id={id} name={name} />;
}
