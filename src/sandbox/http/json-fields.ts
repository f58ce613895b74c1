/** JSON as it travels. The sandbox has its own types: it shares nothing with the app it serves. */
export type Json = string | number | boolean | null | readonly Json[] | JsonFields;

export interface JsonFields {
  readonly [field: string]: Json;
}
