/**
 * The filters of lists. Each reads one parameter and says which rows pass, or what is wrong with
 * the value. An empty value is no filter; of a repeated parameter the last one counts.
 */
import { lastOf, readBoolean, readUuid, wholeNumber } from "../http/query-params.ts";
import { message, type Language } from "../http/messages.ts";

type RowTest<Row> = (row: Row) => boolean;

/** What came of a filter: a test for rows (null: all pass), or an error. */
type FilterResult<Row> =
  | {
      readonly test: RowTest<Row> | null;
      /** The number itself, if the test only compares with a number. */
      readonly number?: number;
    }
  | { readonly error: string };

export interface Filter<Row> {
  readonly name: string;
  read(value: string, values: readonly string[], language: Language): FilterResult<Row>;
}

export interface AppliedFilters<Row> {
  readonly tests: readonly RowTest<Row>[];
  /** The numbers of filters by number, by parameter. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Errors by parameter; null when there are none. */
  readonly errors: Readonly<Record<string, readonly string[]>> | null;
}

/** Reads all filters of a list. All errors are reported, not only the first. */
export function readFilters<Row>(
  filters: readonly Filter<Row>[],
  query: URLSearchParams,
  language: Language,
): AppliedFilters<Row> {
  const tests: RowTest<Row>[] = [];
  const numbers: Record<string, number> = {};
  const errors: Record<string, readonly string[]> = {};
  for (const filter of filters) {
    const value = lastOf(query, filter.name) ?? "";
    if (value === "") continue;
    const result: FilterResult<Row> = value.includes("\0")
      ? { error: message("nul", language) }
      : filter.read(value, query.getAll(filter.name), language);
    if ("error" in result) errors[filter.name] = [result.error];
    else {
      if (result.test !== null) tests.push(result.test);
      if (result.number !== undefined) numbers[filter.name] = result.number;
    }
  }
  return { tests, numbers, errors: Object.keys(errors).length > 0 ? errors : null };
}

/** By the number of a related object: 400 when there is no such object. */
export function byNumber<Row>(
  name: string,
  exists: (pk: number) => boolean,
  of: (row: Row) => number,
): Filter<Row> {
  return {
    name,
    read(value, _values, language) {
      const pk = wholeNumber(value);
      if (pk === null || !exists(pk)) return { error: message("choice", language) };
      return { test: (row) => of(row) === pk, number: pk };
    },
  };
}

/** By the uuid of a related object: 400 when it is no uuid, or there is no such object. */
export function byObject<Row>(
  name: string,
  exists: (pk: string) => boolean,
  of: (row: Row) => string,
): Filter<Row> {
  return {
    name,
    read(value, _values, language) {
      const pk = readUuid(value);
      if (pk === null) return { error: message("not-a-uuid", language, value) };
      if (!exists(pk)) return { error: message("choice", language) };
      return { test: (row) => of(row) === pk };
    },
  };
}

/** By the row's own uuid: 400 when it is no uuid, no rows when none has it. */
export function byUuid<Row>(name: string, of: (row: Row) => string): Filter<Row> {
  return {
    name,
    read(value, _values, language) {
      const uuid = readUuid(value.trim());
      if (uuid === null) return { error: message("enter-a-uuid", language) };
      return { test: (row) => of(row) === uuid };
    },
  };
}

/** By a text that must be exactly the same, apart from blanks around it. */
export function byText<Row>(name: string, of: (row: Row) => string | null): Filter<Row> {
  return {
    name,
    read(value) {
      const text = value.trim();
      return { test: text === "" ? null : (row) => of(row) === text };
    },
  };
}

/** By one of a few words: 400 for any other. */
export function byChoice<Row>(
  name: string,
  words: readonly string[],
  of: (row: Row) => string,
): Filter<Row> {
  return {
    name,
    read(value, _values, language) {
      if (!words.includes(value)) return { error: message("one-choice", language, value) };
      return { test: (row) => of(row) === value };
    },
  };
}

/** By `true` or `false`; anything else is no filter. */
export function byBoolean<Row>(name: string, of: (row: Row) => boolean): Filter<Row> {
  return {
    name,
    read(value) {
      const wanted = readBoolean(value);
      return { test: wanted === null ? null : (row) => of(row) === wanted };
    },
  };
}
