import type { Entry } from "../list/entry.ts";
import type { ExpiringResource, ExpiryTrait, Listed } from "../list/resource.ts";
import type { List } from "../list/state/use-list.ts";
import { type ExpiryStatus, expiryStatus } from "../model/expiry.ts";

/** A row that expires, or never does. */
export interface ExpiringRow extends Listed {
  /** As received; null if it never expires. */
  expires: string | null;
  /** Epoch milliseconds; null if it never expires or `expires` could not be parsed. */
  expiresMs: number | null;
  /** As computed by the server when it answered. */
  is_expired: boolean;
}

export type ExpiringList<T extends ExpiringRow> = List<T, ExpiringResource<T>>;

/** The parts of a row that the clock needs, common to list rows and the object in the drawer. */
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
