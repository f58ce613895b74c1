/**
 * The filters of lists. Each reads one parameter and says which rows stay, or what is wrong with
 * the value. An empty value is no filter; of a repeated parameter the last one counts.
 */
import { lastOf, readBoolean, readUuid, wholeNumber } from "../http/query-params.ts";
import { message, type Language } from "../http/messages.ts";

export type Keeps<Row> = (row: Row) => boolean;

/** What a filter makes of its value: rows to keep, everything (null), or a complaint. */
export type Reading<Row> =
  | {
      readonly keeps: Keeps<Row> | null;
      /** The number that the rows to keep have, where that says it all. */
      readonly number?: number;
    }
  | { readonly complaint: string };

export interface Filter<Row> {
  readonly name: string;
  read(value: string, values: readonly string[], language: Language): Reading<Row>;
}

export interface Filtered<Row> {
  readonly keeps: readonly Keeps<Row>[];
  /** Of filters by a number: the number by parameter. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Complaints by parameter; null when there are none. */
  readonly complaints: Readonly<Record<string, readonly string[]>> | null;
}

/** Reads all filters of a list; one that complains does not hide the complaints of the others. */
export function readFilters<Row>(
  filters: readonly Filter<Row>[],
  query: URLSearchParams,
  language: Language,
): Filtered<Row> {
  const keeps: Keeps<Row>[] = [];
  const numbers: Record<string, number> = {};
  const complaints: Record<string, readonly string[]> = {};
  for (const filter of filters) {
    const value = lastOf(query, filter.name) ?? "";
    if (value === "") continue;
    const reading: Reading<Row> = value.includes("\0")
      ? { complaint: message("nul", language) }
      : filter.read(value, query.getAll(filter.name), language);
    if ("complaint" in reading) complaints[filter.name] = [reading.complaint];
    else {
      if (reading.keeps !== null) keeps.push(reading.keeps);
      if (reading.number !== undefined) numbers[filter.name] = reading.number;
    }
  }
  return { keeps, numbers, complaints: Object.keys(complaints).length > 0 ? complaints : null };
}

/** A relation by its number: 400 when there is no such object. */
export function byNumber<Row>(
  name: string,
  exists: (pk: number) => boolean,
  of: (row: Row) => number,
): Filter<Row> {
  return {
    name,
    read(value, _values, language) {
      const pk = wholeNumber(value);
      if (pk === null || !exists(pk)) return { complaint: message("choice", language) };
      return { keeps: (row) => of(row) === pk, number: pk };
    },
  };
}

/** A relation by its uuid: 400 when it is none, or there is no such object. */
export function byObject<Row>(
  name: string,
  exists: (pk: string) => boolean,
  of: (row: Row) => string,
): Filter<Row> {
  return {
    name,
    read(value, _values, language) {
      const pk = readUuid(value);
      if (pk === null) return { complaint: message("not-a-uuid", language, value) };
      if (!exists(pk)) return { complaint: message("choice", language) };
      return { keeps: (row) => of(row) === pk };
    },
  };
}

/** A uuid of the row itself: 400 when it is none, no rows when nothing has it. */
export function byUuid<Row>(name: string, of: (row: Row) => string): Filter<Row> {
  return {
    name,
    read(value, _values, language) {
      const uuid = readUuid(value.trim());
      if (uuid === null) return { complaint: message("enter-a-uuid", language) };
      return { keeps: (row) => of(row) === uuid };
    },
  };
}

/** A text that must be the same, to the letter. Blanks around it do not count. */
export function byText<Row>(name: string, of: (row: Row) => string | null): Filter<Row> {
  return {
    name,
    read(value) {
      const text = value.trim();
      return { keeps: text === "" ? null : (row) => of(row) === text };
    },
  };
}

/** One of a few words: 400 for any other. */
export function byChoice<Row>(
  name: string,
  words: readonly string[],
  of: (row: Row) => string,
): Filter<Row> {
  return {
    name,
    read(value, _values, language) {
      if (!words.includes(value)) return { complaint: message("one-choice", language, value) };
      return { keeps: (row) => of(row) === value };
    },
  };
}

/** `true` or `false`; anything else is no filter. */
export function byBoolean<Row>(name: string, of: (row: Row) => boolean): Filter<Row> {
  return {
    name,
    read(value) {
      const wanted = readBoolean(value);
      return { keeps: wanted === null ? null : (row) => of(row) === wanted };
    },
  };
}
