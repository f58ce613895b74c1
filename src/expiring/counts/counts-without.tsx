import { useQueryClient } from "@tanstack/react-query";
import type { ListAnswer } from "../../api/list-answer.ts";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import type { List } from "../../list/state/use-list.ts";
import { CountsLine } from "./counts-line.tsx";
import { countsOf } from "./counts-of-rows.ts";
import { splitFilters } from "../expiry-filter.ts";
import type { CodeCounts } from "./counts-query.ts";

interface CountsWithoutProps {
  list: List<AuthorizationCode>;
  of: string;
}

/** The counts where codes are left out: authentik cannot count those, but where all were read, they are here. */
export function CountsWithout({ list, of }: CountsWithoutProps) {
  const client = useQueryClient();
  // The whole list that the page on show was cut out of.
  const { queryKey } = list.resource.query(list.request);
  const counts = countsOfWhole(list, client.getQueryData(queryKey));
  if (counts !== null) return <CountsLine list={list} of={of} counts={counts} />;
  return "Not counted by expiry time: authentik cannot count without what is excluded.";
}

/** null unless all codes were read, without those that authentik fails on, for no other reason than what is left out. */
function countsOfWhole(
  { params, search }: List<AuthorizationCode>,
  whole: ListAnswer<AuthorizationCode> | undefined,
): CodeCounts | null {
  const isPart = search !== "off" || splitFilters(params.filters).expiry !== null;
  if (isPart || !whole?.report?.done || whole.report.capped || whole.report.missing) return null;
  const counts = countsOf(whole);
  return counts && { ...counts, exact: !whole.report.moved };
}
