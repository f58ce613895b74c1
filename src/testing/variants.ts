import type { JsonObject, JsonValue } from "../api/wire/json.ts";

/** Values that a field is not supposed to have: null, an unknown choice, each JSON type. */
const ODD: readonly JsonValue[] = [
  null,
  "brand_new_value",
  "",
  -7.5,
  true,
  [],
  ["brand_new_value", 7, null, { odd: 1 }, ["deeper"]],
  {},
  { odd: { er: [1, "2"] } },
];

/** A change of one field, with its new value. */
interface Change {
  name: string;
  /** undefined: the field is missing. */
  value: JsonValue | undefined;
}

function changesOf(object: JsonObject, names: readonly string[]): Change[] {
  return names.flatMap((name) => [
    { name, value: undefined },
    ...ODD.filter((value) => JSON.stringify(value) !== JSON.stringify(object[name])).map(
      (value) => ({ name, value }),
    ),
  ]);
}

function changed(object: JsonObject, changes: readonly Change[]): JsonObject {
  const copy: JsonObject = { ...object };
  for (const { name, value } of changes) {
    if (value === undefined) delete copy[name];
    else copy[name] = value;
  }
  return copy;
}

const namesOf = (object: JsonObject) => Object.keys(object).filter((name) => name !== "pk");

/** One variant for each field and each value that it may have instead, one change at a time. */
export function singleVariants(object: JsonObject, names = namesOf(object)): JsonObject[] {
  return changesOf(object, names).map((change) => changed(object, [change]));
}

/**
 * The same changes in far fewer variants: each changes about a quarter of the fields, each field in a different way.
 * Additional variants have an unknown field.
 */
export function crossedVariants(object: JsonObject): JsonObject[] {
  const names = namesOf(object);
  const each = names.map((name) => changesOf(object, [name]));
  const rounds = Math.max(...each.map((changes) => changes.length));
  const variants: JsonObject[] = ODD.map((value) => ({ ...object, brand_new_field: value }));
  for (let quarter = 0; quarter < 4; quarter += 1) {
    for (let round = 0; round < rounds; round += 1) {
      const changes = each.flatMap((all, index) => {
        const change = all[(round + index) % rounds];
        return index % 4 === quarter && change !== undefined ? [change] : [];
      });
      variants.push(changed(object, changes));
    }
  }
  return variants;
}
