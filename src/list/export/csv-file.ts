import { unparse } from "papaparse";
import { isObject, type JsonValue } from "../../api/wire/json.ts";
import type { Row } from "../../api/wire/page.ts";
import type { LookedUpObjects } from "../related-objects.ts";
import type { RowRelation } from "../relation.ts";
import type { Listed } from "../resource.ts";
import type { ExportFacts } from "./export-facts.ts";
import { FORMULA } from "./formula-guard.ts";
import { withoutImages } from "./json-file.ts";

type Cell = string | number | boolean | null;

/** Without it, Excel takes UTF-8 for an older encoding. */
const BYTE_ORDER_MARK = "\ufeff";

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/**
 * Rows as CSV (RFC 4180): a line a row, related objects as id and name, what is to be known of the file in columns at
 * the end. Texts that a spreadsheet may take for a formula begin with an apostrophe.
 *
 * @param lookedUp the objects behind ids.
 */
export function csvFile<T extends Listed>(
  rows: readonly Row<T>[],
  relations: readonly RowRelation<T>[],
  lookedUp: LookedUpObjects,
  { as_of, seen_by, filter, address, extent }: ExportFacts,
): string {
  const facts = { as_of, seen_by, filter, address, extent };
  const records = rows.map((row) => flat(row, relations, lookedUp));
  // Rows of one list have the same fields, but for what only some have.
  const fields = [...new Set(["pk", ...records.flatMap(Object.keys), ...Object.keys(facts)])];
  const data = records.map((record) => {
    const whole: Record<string, Cell> = { ...record, ...facts };
    return fields.map((field) => whole[field]);
  });
  return BYTE_ORDER_MARK + unparse({ fields, data }, { escapeFormulae: FORMULA });
}

function flat<T extends Listed>(
  row: Row<T>,
  relations: readonly RowRelation<T>[],
  lookedUp: LookedUpObjects,
): Record<string, Cell> {
  if (!isObject(row.raw)) return { unreadable: JSON.stringify(row.raw, withoutImages) };
  const cells: Record<string, Cell> = { pk: cellOf(row.raw["pk"]) };
  const related = new Set<string>();
  for (const { relation, idOf, objectIn } of relations) {
    const { name } = relation;
    related.add(name).add(`${name}_obj`);
    const id = row.readable ? idOf(row.value) : cellOf(idIn(row.raw[name]));
    const object = row.readable
      ? (lookedUp[name]?.byId.get(String(id)) ?? objectIn(row.value))
      : null;
    cells[`${name}_id`] = id;
    cells[`${name}_name`] = object ? relation.labelOf(object) : null;
    if (!object) continue;
    const { what, text } = relation.copyOf(object);
    if (what !== "name") cells[`${name}_${what}`] = text;
  }
  for (const [field, value] of Object.entries(row.raw)) {
    if (!related.has(field)) cells[field] = cellOf(value);
  }
  return cells;
}

function idIn(value: JsonValue | undefined): JsonValue | undefined {
  return value !== undefined && isObject(value) ? value["pk"] : value;
}

function cellOf(value: JsonValue | undefined): Cell {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
    return value.join(" ");
  }
  if (typeof value === "object") return JSON.stringify(value, withoutImages);
  return typeof value === "string" ? inUtc(String(withoutImages("", value))) : value;
}

/** A time in UTC, with the digits that it has where it is in UTC already; any other text as it is. */
function inUtc(text: string): string {
  const [, zone] = TIME.exec(text) ?? [];
  if (zone === undefined || zone === "Z") return text;
  if (/^[+-]00:?00$/.test(zone)) return `${text.slice(0, -zone.length)}Z`;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? text : new Date(ms).toISOString();
}
