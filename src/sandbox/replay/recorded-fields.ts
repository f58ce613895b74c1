/** Reads single fields of a recorded row. */
import { isFields, type Json, type JsonFields } from "../http/json-fields.ts";
import type { Instant } from "../rules/instant.ts";

export function textOf(row: JsonFields, field: string): string {
  const value = row[field];
  return typeof value === "string" ? value : "";
}

export function optionalText(row: JsonFields, field: string): string | null {
  const value = row[field];
  return typeof value === "string" ? value : null;
}

export function numberOf(row: JsonFields, field: string): number {
  return Number(row[field]);
}

export function fieldsOf(row: JsonFields, field: string): JsonFields {
  const value = row[field];
  return isFields(value) ? value : {};
}

export function textsOf(row: JsonFields, field: string): string[] {
  const value = row[field];
  return Array.isArray(value) ? value.map(String) : [];
}

export function objectsOf(row: JsonFields, field: string): JsonFields[] {
  const value = row[field];
  return Array.isArray(value) ? value.filter(isFields) : [];
}

export function instantOf(value: Json | undefined): Instant | null {
  return typeof value === "string" ? parseInstant(value) : null;
}

/** Parses an ISO 8601 UTC date-time, with or without a fraction. */
function parseInstant(text: string): Instant {
  const [seconds = "", fraction = ""] = text.replace(/Z$/, "").split(".");
  return `${seconds}.${fraction.padEnd(6, "0").slice(0, 6)}Z`;
}
