import { useMemo, useState } from "react";
import type { AnyEntry } from "../../list/entry.ts";
import { sortKey } from "../../list/state/list-state.ts";
import { useStoredText } from "../../ui/preference.ts";
import { type ExpiringList, type ExpiringRow, statusAt } from "../expiring-row.ts";
import { LazyFoldLine } from "../lazy-expiring-parts.tsx";

/**
 * The rows of a list, with those folded that would lead it for ever, because no clean-up removes them: in the order of
 * expiry, those that are overdue, or from the other end those that never expire. They are shown where they are asked
 * for, by a filter by expiry time or a search, and where the page has no others.
 */
export function useFold<T extends ExpiringRow>({
  resource,
  question: { page, sort, expiry, search },
  entries,
  isPlaceholder,
}: ExpiringList<T>): readonly AnyEntry<T>[] {
  const [choice] = useStoredText(`fold.${resource.name}`);
  const mayFold = page === 1 && sortKey(sort) === "expires" && !expiry && !search;
  // Rows of an earlier question stay as they were shown.
  const [kept, keep] = useState(mayFold);
  if (kept !== mayFold && !isPlaceholder) keep(mayFold);
  return useMemo(
    () => (kept ? withFold(resource, entries, choice === "open") : entries),
    [kept, resource, entries, choice],
  );
}

function withFold<T extends ExpiringRow>(
  resource: ExpiringList<T>["resource"],
  entries: readonly AnyEntry<T>[],
  isOpen: boolean,
): readonly AnyEntry<T>[] {
  // By the time of the answer: neither status changes with the clock.
  const statuses = entries.map((entry) => entry.readable && statusAt(entry, resource.expiry, 0));
  const [first] = statuses;
  const count = statuses.findIndex((status) => status !== first);
  if ((first !== "never" && first !== "past-not-expired") || count < 0) return entries;
  const keys = entries.slice(0, count).map(({ key }) => key);
  const line = <LazyFoldLine resource={resource} status={first} keys={keys} isOpen={isOpen} />;
  return [
    { readable: false, key: "fold", line, folded: isOpen ? 0 : count },
    ...entries.slice(isOpen ? 0 : count),
  ];
}
