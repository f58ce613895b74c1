import * as v from "valibot";
import { field } from "./field-readers.ts";

/** The ids of codes, providers, users and connections. */
export const numberId = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The ids of groups, roles and sources: uuids, but any text that is not empty will do. */
export const textId = v.pipe(v.string(), v.nonEmpty());

/** Text that every version sends; may be empty. */
export const text = field(v.string(), "");

/** Text that may be null, and that some versions leave out. */
export const textOrNull = field(v.nullish(v.string(), null), null);

export const no = field(v.boolean(), false);

export const yes = field(v.boolean(), true);

/** A point in time as authentik writes it, ISO 8601 with up to six decimals, or null. */
export const time = v.nullable(v.pipe(v.string(), v.isoTimestamp()));
