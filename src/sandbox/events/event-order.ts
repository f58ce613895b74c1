import { keyOf } from "../rules/ordering.ts";
import type { Descriptions } from "./describe-events.ts";
import { rowOf, type EventColumns } from "./event-columns.ts";
import { eventKey } from "./event-keys.ts";
import type { BriefEvent, EventEntity } from "./event-entities.ts";

/** Events in some order: rows of columns, and single ones. */
export type EventPlaces = readonly (number | EventEntity)[];

/** Events end a fixed time after they were written. */
const BY_TIME: ReadonlySet<string> = new Set(["created", "expires"]);

/** @param places the oldest first; ties stay in that order, as on running servers */
export function inEventOrder(
  places: EventPlaces,
  order: readonly string[],
  descriptions: Descriptions | null,
  columns: EventColumns | undefined,
): EventPlaces {
  const [first = "-created"] = order;
  if (BY_TIME.has(keyOf(first))) return first.startsWith("-") ? places.toReversed() : places;
  const terms = order.filter((term) => !BY_TIME.has(keyOf(term)));
  const keyed = places.map((place) => {
    if (typeof place !== "number") return { place, keys: sortKeys(place, place.pk, terms) };
    if (descriptions === null || columns === undefined) return { place, keys: [] };
    const row = rowOf(columns, place);
    const pk = eventKey(descriptions.seed, row);
    return { place, keys: sortKeys(descriptions.brief(row), pk, terms) };
  });
  return keyed
    .toSorted((one, other) => {
      for (const [index, term] of terms.entries()) {
        const a = one.keys[index] ?? "";
        const b = other.keys[index] ?? "";
        if (a !== b) return (a < b ? -1 : 1) * (term.startsWith("-") ? -1 : 1);
      }
      return 0;
    })
    .map(({ place }) => place);
}

function sortKeys(event: BriefEvent, pk: string, terms: readonly string[]): readonly string[] {
  const { user } = event;
  return terms.map((term) => {
    switch (keyOf(term)) {
      case "pk":
        return pk;
      case "user":
        // As the database compares JSON: by the number of fields, then by the value of the shortest name.
        return `${Object.keys(user).length} ${String(user.pk).padStart(12, "0")} ${user.email}`;
      case "action":
        return event.action;
      case "app":
        return event.app;
      default:
        return event.client_ip;
    }
  });
}
