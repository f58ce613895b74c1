import { useQueryClient } from "@tanstack/react-query";
import type { ListAnswer } from "../../api/list-answer.ts";
import { isReadWhole } from "../../list/state/use-snapshot.ts";
import type { ExpiringList, ExpiringRow } from "../expiring-row.ts";
import { CountsLine } from "./counts-line.tsx";
import { countsOf } from "./counts-of-rows.ts";
import type { ExpiryCounts } from "./counts-query.ts";

interface CountsWithoutProps<T extends ExpiringRow> {
  list: ExpiringList<T>;
  of: string;
}

/** The counts where rows are excluded: authentik cannot count these, but where all rows were read, the browser can. */
export function CountsWithout<T extends ExpiringRow>({ list, of }: CountsWithoutProps<T>) {
  const client = useQueryClient();
  // The cache entry of the whole list, of which one page is shown.
  const { queryKey } = list.resource.query(list.resource, list.question);
  const counts = countsOfWhole(list, client.getQueryData<ListAnswer<T>>(queryKey));
  if (counts !== null) return <CountsLine list={list} of={of} counts={counts} />;
  return "Not counted by expiry time: authentik cannot count with exclusions.";
}

/** null unless all rows were read, authentik fails on none of them, and there is no other filter than exclusions. */
function countsOfWhole<T extends ExpiringRow>(
  { state, search }: ExpiringList<T>,
  whole: ListAnswer<T> | undefined,
): ExpiryCounts | null {
  const isPart = search !== "off" || state.expiry !== null;
  if (isPart || whole === undefined || !isReadWhole(whole)) return null;
  const counts = countsOf(whole);
  return counts && { ...counts, exact: !whole.report?.moved };
}
