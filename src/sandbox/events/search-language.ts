import type { Condition } from "./event-query.ts";

/** Fields that the query language knows; of `context`, any part. */
const FIELDS =
  /^(action|event_uuid|app|client_ip|created|user\.(pk|username|email)|brand\.(pk|app|name|model_name)|context(\.\w+)+)$/;
const CONDITION = /^\s*([\w.]+)\s*(!=|!~|>=|<=|=|~|>|<)\s*("(?:[^"\\]|\\.)*"|-?\d+)\s*/;
const AND = /^and\s+/i;
/** The forms of a date that it reads: to the day, the minute or the second; in UTC. */
const DATE = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d(?::\d\d)?))?$/;

/**
 * Reads a search such as `action = "x" and created > "2026-11-28 02:20"`.
 * @returns null for text that is not in the language: that is searched for as it is
 */
export function readSearchLanguage(text: string): readonly Condition[] | null {
  const conditions: Condition[] = [];
  let rest = text;
  for (;;) {
    const [whole, field = "", operator, quoted = ""] = CONDITION.exec(rest) ?? [];
    if (whole === undefined || !FIELDS.test(field)) return null;
    const value = quoted.replace(/^"|"$/g, "").replaceAll(/\\(.)/g, "$1");
    const date = field === "created" ? readDate(value) : value;
    if (date === null) return null;
    conditions.push({ field, operator: operator as Condition["operator"], value: date });
    rest = rest.slice(whole.length);
    if (rest === "") return conditions;
    if (!AND.test(rest)) return null;
    rest = rest.replace(AND, "");
  }
}

/** @returns the date in a form that JavaScript reads as UTC */
function readDate(text: string): string | null {
  const [, day, time = "00:00"] = DATE.exec(text) ?? [];
  const date = `${day}T${time}Z`;
  return day === undefined || Number.isNaN(Date.parse(date)) ? null : date;
}
