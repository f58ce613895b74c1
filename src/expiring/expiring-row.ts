import type { Entry } from "../list/entry.ts";
import type { ExpiringResource, ExpiryTrait, Listed } from "../list/resource.ts";
import type { List } from "../list/state/use-list.ts";
import { type ExpiryStatus, expiryStatus } from "../model/expiry.ts";

/** A row that expires, or never does. */
export interface ExpiringRow extends Listed {
  /** As it came; null means that it never expires. */
  expires: string | null;
  /** Epoch milliseconds; null when it never expires and when `expires` could not be read. */
  expiresMs: number | null;
  /** The server's word at the moment of its answer. */
  is_expired: boolean;
}

/** A list of rows that expire. */
export type ExpiringList<T extends ExpiringRow> = List<T, ExpiringResource<T>>;

/** What the clock needs of a row; the same for a row of the list and for the object in the drawer. */
export type ExpiringEntry<T> = Pick<Entry<T>, "value" | "answeredAt"> &
  Partial<Pick<Entry<T>, "listedAt">>;

/** The status of a row at `now`, epoch milliseconds of the server's clock. */
export function statusAt<T extends ExpiringRow>(
  { value, answeredAt }: ExpiringEntry<T>,
  { within }: Pick<ExpiryTrait<T>, "within">,
  now: number,
): ExpiryStatus {
  const { expires, expiresMs, is_expired } = value;
  return expiryStatus(
    { expires, expiresMs, is_expired, answeredAtMs: answeredAt },
    now,
    within * 1000,
  );
}
