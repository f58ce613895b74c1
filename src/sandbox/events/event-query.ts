import type { JsonFields } from "../http/json-fields.ts";
import { matches } from "../rules/search-terms.ts";
import { isFields, type Json } from "../http/json-fields.ts";
import { BRAND, type BriefEvent, type EventEntity } from "./event-entities.ts";

/** One comparison of the query language, such as `created > "2026-11-28 02:20"`. */
export interface Condition {
  /** Such as `user.username`. */
  readonly field: string;
  readonly operator: "=" | "!=" | "~" | "!~" | ">" | ">=" | "<" | "<=";
  readonly value: string;
}

/** Which events, and in which order. All of what is given must hold. */
export interface EventQuery {
  /** A part of the action, in any case. */
  readonly action?: string;
  /** Any of these actions. */
  readonly actions?: readonly string[];
  readonly username?: string;
  readonly clientIp?: string;
  /** uuid without dashes; anything else fits none. */
  readonly authorizedApp?: string;
  readonly modelPk?: string;
  readonly modelApp?: string;
  readonly modelName?: string;
  readonly brandName?: string;
  /** Words of a plain search. */
  readonly terms: readonly string[];
  readonly conditions: readonly Condition[];
  /** Terms such as `-created`. */
  readonly order: readonly string[];
}

/** Whether an event passes what does not depend on its scopes, random texts and times. */
export function passesBrief(event: BriefEvent, query: EventQuery): boolean {
  const { action, actions, username, clientIp, authorizedApp, brandName } = query;
  const model = fieldsAt(event.context, "model");
  const application = fieldsAt(event.context, "authorized_application");
  return (
    (action === undefined || matches([action], [event.action])) &&
    (actions === undefined || actions.includes(event.action)) &&
    (username === undefined || event.user.username === username) &&
    (clientIp === undefined || event.client_ip === clientIp) &&
    (authorizedApp === undefined || application?.["pk"] === authorizedApp) &&
    (query.modelPk === undefined || String(model?.["pk"]) === query.modelPk) &&
    (query.modelApp === undefined || model?.["app"] === query.modelApp) &&
    (query.modelName === undefined || model?.["model_name"] === query.modelName) &&
    (brandName === undefined || brandName === BRAND.name) &&
    query.conditions.every((each) => !isBrief(each) || holds(each, event))
  );
}

/** Whether a condition can be told from the part of an event that `passesBrief` sees. */
export function isBrief({ field }: Condition): boolean {
  return (
    field === "action" || field === "app" || field === "client_ip" || /^(user|brand)\./.test(field)
  );
}

/** The texts that a plain search looks at. */
export function searchedTexts(event: BriefEvent): readonly string[] {
  const { user, action, app, context, client_ip } = event;
  return [asText(user), action, app, asText(context), client_ip];
}

/** JSON as the database searches it. */
function asText(value: object): string {
  return JSON.stringify(value, null, 1).replace(/\n */g, " ");
}

export function passesWhole(event: EventEntity, query: EventQuery): boolean {
  return (
    passesBrief(event, query) &&
    query.conditions.every((each) => holds(each, event)) &&
    (query.terms.length === 0 || matches(query.terms, [event.pk, ...searchedTexts(event)]))
  );
}

/** Whether a condition holds for an event; one about a field that the event lacks does not. */
export function holds({ field, operator, value }: Condition, event: BriefEvent): boolean {
  const found = valueAt(event, field);
  if (found === undefined || found === null) return operator === "!=" || operator === "!~";
  if (field === "created") return compares(operator, Date.parse(String(found)), Date.parse(value));
  const text = String(found);
  const isPart = text.toLowerCase().includes(value.toLowerCase());
  if (operator === "~") return isPart;
  if (operator === "!~") return !isPart;
  return typeof found === "number"
    ? compares(operator, found, Number(value))
    : compares(operator, text, value);
}

function compares<Value extends number | string>(
  operator: Condition["operator"],
  one: Value,
  other: Value,
): boolean {
  switch (operator) {
    case "=":
      return one === other;
    case "!=":
      return one !== other;
    case ">":
      return one > other;
    case ">=":
      return one >= other;
    case "<":
      return one < other;
    case "<=":
      return one <= other;
    default:
      return false;
  }
}

function valueAt(event: BriefEvent, field: string): Json | undefined {
  const path = field === "event_uuid" ? ["pk"] : field.split(".");
  let value: Json | undefined = { ...event, brand: BRAND } as unknown as JsonFields;
  for (const name of path) value = isFields(value) ? value[name] : undefined;
  return value;
}

function fieldsAt(fields: JsonFields, name: string): JsonFields | undefined {
  const value = fields[name];
  return isFields(value) ? value : undefined;
}
