import type { JsonValue } from "../../api/wire/json.ts";
import type { Row } from "../../api/wire/page.ts";
import type { ExportFacts } from "./export-facts.ts";

/** An image within a text, such as the avatar that authentik draws of initials: a kilobyte or more in each row. */
const IMAGE = /^data:image\//;

/** Leaves out images; what else a row has stays as it came. */
export function withoutImages(_: string, value: JsonValue): JsonValue {
  return typeof value === "string" && IMAGE.test(value) ? "[image left out]" : value;
}

/** The rows as they came, without secrets and images, below what is to be known of the file. */
export function jsonFile<T>(rows: readonly Row<T>[], facts: ExportFacts): string {
  const file = { grantlens: { ...facts, rows: rows.length }, rows: rows.map(({ raw }) => raw) };
  return `${JSON.stringify(file, withoutImages, 2)}\n`;
}
