import { skipToken, useQuery } from "@tanstack/react-query";
import type { ListStandings } from "../../api/endpoints/connections/connection-types.ts";
import { keys } from "../../api/keys.ts";
import type { Listed, Resource } from "../../list/resource.ts";

const NONE: ListStandings = {};

/** Which of the lists of connections authentik has, as far as they were asked for; kept by their endpoint. */
export function useListStandings<T extends Listed>({ name }: Pick<Resource<T>, "name">) {
  const query = useQuery<ListStandings>({ queryKey: keys.lists(name), queryFn: skipToken });
  return query.data ?? NONE;
}
