import { readHyphenated, readNumericId } from "../../model/ids.ts";
import { readMoment } from "../../model/moment.ts";

/** How an object is identified: by a row id, a UUID with hyphens or without ("hex"), a slug, or its name. */
export type IdKind = "int" | "uuid" | "hex" | "slug" | "name";

/** The format of a filter's value: an id; a status by expiry time; a time (see `readMoment`); whole seconds, up to 30 days. */
export type FilterKind = IdKind | "status" | "moment" | "seconds";

/** The maximum of ids that one filter excludes: each is shown above the rows. */
export const MOST_IDS = 20;

/** The maximum of `within`: 30 days, in seconds. */
export const MAX_SECONDS = 30 * 86_400;

const STATUS = /^(?:valid|expiring|expired|never)$/;

const READERS: Record<FilterKind, { read: (value: string) => string | null; reason: string }> = {
  int: { read: readNumericId, reason: "not a numeric id" },
  uuid: { read: readHyphenated, reason: "not a UUID" },
  hex: {
    read: (value) => readHyphenated(value)?.replaceAll("-", "") ?? null,
    reason: "not a UUID",
  },
  // Any text may be one.
  name: { read: (value) => value, reason: "" },
  slug: { read: (value) => (/^[-\w]+$/.test(value) ? value : null), reason: "not a slug" },
  status: {
    read: (value) => (STATUS.test(value) ? value : null),
    reason: "not valid, expiring, expired or never",
  },
  moment: { read: readMoment, reason: "not a time with a zone, or one like now-5m" },
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
 * Comma-separated ids in canonical form: deduplicated and ascending, so that the same ids give the same text; and the
 * parts that are none, or too many.
 */
export function readIds(
  kind: "ints" | "uuids",
  text: string,
): { ids: string[]; refused: string[] } {
  const ids = new Set<string>();
  const refused: string[] = [];
  for (const part of text.split(",")) {
    const id =
      kind === "uuids" ? readHyphenated(part) : readNumericId(part)?.replace(/^0+(?=\d)/, "");
    if (id && (ids.size < MOST_IDS || ids.has(id))) ids.add(id);
    else if (part.trim()) refused.push(part.trim());
  }
  return {
    ids: [...ids].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1)),
    refused,
  };
}

function readSeconds(value: string): string | null {
  const seconds = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  return seconds >= 1 && seconds <= MAX_SECONDS ? String(seconds) : null;
}
