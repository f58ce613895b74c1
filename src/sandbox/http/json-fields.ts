/** Any JSON value. The sandbox has its own types because it shares no code with the app that it tests. */
export type Json = string | number | boolean | null | readonly Json[] | JsonFields;

export interface JsonFields {
  readonly [field: string]: Json;
}

export function isFields(value: Json | undefined): value is JsonFields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
