import { useNow } from "../feedback/use-now.ts";
import type { ExpiryTrait } from "../list/resource.ts";
import type { ExpiryStatus } from "../model/expiry.ts";
import { type ExpiryCellProps, seenAt, useStatusMark } from "./expiry-cells.tsx";
import { type ExpiringEntry, type ExpiringRow, statusAt } from "./expiring-row.ts";

/** The row's status, updated each second. */
export function useExpiryStatus<T extends ExpiringRow>(
  entry: ExpiringEntry<T>,
  trait: ExpiryTrait<T>,
): ExpiryStatus {
  return useNow((now) => statusAt(entry, trait, now), seenAt(entry));
}

/** The status of a row by itself. */
export function ExpiryStatusMark<T extends ExpiringRow>({ entry, trait }: ExpiryCellProps<T>) {
  const { word, mark } = useStatusMark(entry, trait);
  return <span {...mark}>{word}</span>;
}
