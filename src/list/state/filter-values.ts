import { readMoment } from "../../model/moment.ts";

/** How an object is identified: by a row id, a UUID with hyphens or without ("hex"), a slug, or its name. */
export type IdKind = "int" | "uuid" | "hex" | "slug" | "name";

/**
 * The format of a filter's value: an id; several ids, comma-separated; a status by expiry time; a time (see
 * `readMoment`); whole seconds, up to 30 days.
 */
export type FilterKind = IdKind | "ints" | "uuids" | "status" | "moment" | "seconds";

/** The maximum of ids that one filter excludes: each is shown above the rows. */
export const MOST_IDS = 20;

/** The maximum of `within`: 30 days, in seconds. */
export const MAX_SECONDS = 30 * 86_400;

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const STATUS = /^(?:valid|expiring|expired|never)$/;

const READERS: Record<FilterKind, { read: (value: string) => string | null; reason: string }> = {
  int: { read: (value) => (/^\d+$/.test(value) ? value : null), reason: "not a numeric id" },
  uuid: { read: readUuid, reason: "not a UUID" },
  hex: { read: (value) => readUuid(value)?.replaceAll("-", "") ?? null, reason: "not a UUID" },
  // Any text may be one.
  name: { read: (value) => value, reason: "" },
  slug: { read: (value) => (/^[-\w]+$/.test(value) ? value : null), reason: "not a slug" },
  ints: {
    read: (value) =>
      readIds(value, (id) => (/^0*\d{1,15}$/.test(id) ? id.replace(/^0+(?=\d)/, "") : null)),
    reason: `not numeric ids, ${MOST_IDS} at most`,
  },
  uuids: { read: (value) => readIds(value, readUuid), reason: `not UUIDs, ${MOST_IDS} at most` },
  status: {
    read: (value) => (STATUS.test(value) ? value : null),
    reason: "not valid, expiring, expired or never",
  },
  moment: { read: readMoment, reason: "not a time with its zone, nor now-5m or the like" },
  seconds: { read: readSeconds, reason: `not a number of seconds from 1 to ${MAX_SECONDS}` },
};

/**
 * The canonical form of a filter's value, or null when it is of the wrong kind. UUIDs become lower
 * case with hyphens, as the API writes them. Whether the object exists is not checked.
 */
export function readFilterValue(kind: FilterKind, text: string): string | null {
  return READERS[kind].read(text.trim());
}

/** Why `readFilterValue` refused: "not a UUID". */
export function filterKindReason(kind: FilterKind): string {
  return READERS[kind].reason;
}

/**
 * Comma-separated ids in canonical form: deduplicated and ascending, so that the same ids give the same text.
 *
 * @param readId returns the canonical form of one id; null makes the whole value invalid.
 */
function readIds(value: string, readId: (id: string) => string | null): string | null {
  const ids = new Set<string>();
  for (const part of value.split(",")) {
    const id = readId(part.trim());
    if (id === null) return null;
    ids.add(id);
  }
  if (ids.size > MOST_IDS) return null;
  return [...ids].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1)).join(",");
}

function readUuid(value: string): string | null {
  if (!UUID.test(value)) return null;
  const hex = value.replaceAll("-", "").toLowerCase();
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function readSeconds(value: string): string | null {
  const seconds = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  return seconds >= 1 && seconds <= MAX_SECONDS ? String(seconds) : null;
}
