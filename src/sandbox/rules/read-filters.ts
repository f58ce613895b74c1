/**
 * List filters. Each parses one parameter into a row predicate, or says what is wrong with the value. An empty value
 * does not filter; of a repeated parameter usually only the last value counts.
 */
import { lastOf, readBoolean, readUuid, wholeNumber } from "../http/query-params.ts";
import { message, type Language } from "../http/messages.ts";

type RowTest<Row> = (row: Row) => boolean;

/** The result of a filter: a row predicate (null: all rows pass), or an error. */
type FilterResult<Row> =
  | {
      readonly test: RowTest<Row> | null;
      /** The number itself, if the predicate only compares with a number. */
      readonly number?: number;
    }
  | { readonly error: string };

export interface Filter<Row> {
  readonly name: string;
  read(value: string, values: readonly string[], language: Language): FilterResult<Row>;
}

export interface AppliedFilters<Row> {
  readonly tests: readonly RowTest<Row>[];
  /** The values of numeric filters, keyed by parameter. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Errors keyed by parameter; null if there are none. */
  readonly errors: Readonly<Record<string, readonly string[]>> | null;
}

/** Parses all filters of a list. All errors are reported, not only the first. */
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

/** Filters by the number of a related object; 400 if there is no such object. */
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

/** Filters by the uuid of a related object; 400 if it is malformed or there is no such object. */
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

/** Filters by the row's own uuid; 400 if it is malformed, no rows if none has it. */
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

/** Filters by exact text, ignoring whitespace around the value. */
export function byText<Row>(name: string, of: (row: Row) => string | null): Filter<Row> {
  return {
    name,
    read(value) {
      const text = value.trim();
      return { test: text === "" ? null : (row) => of(row) === text };
    },
  };
}

/** Filters by one of a few choices; 400 for any other value. */
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

/** Filters by `true` or `false`; any other value does not filter. */
export function byBoolean<Row>(name: string, of: (row: Row) => boolean): Filter<Row> {
  return {
    name,
    read(value) {
      const wanted = readBoolean(value);
      return { test: wanted === null ? null : (row) => of(row) === wanted };
    },
  };
}
