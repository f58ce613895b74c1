import type { Entry } from "../entry.ts";
import type { LookedUpObjects } from "../related-objects.ts";
import { type Listed, type Resource, short } from "../resource.ts";
import type { RowValue } from "./row-value.ts";

/** The values of a row: its related objects, the values particular to its resource, and the row itself. */
export function rowValues<T extends Listed>(
  resource: Resource<T>,
  entry: Entry<T>,
  lookedUp: LookedUpObjects,
): RowValue[] {
  const { value: row } = entry;
  const related = resource.relations.flatMap(({ relation, idOf, objectIn, step }): RowValue[] => {
    const id = idOf(row);
    if (id === "") return [];
    const { name, param } = relation;
    const object = lookedUp[name]?.byId.get(id) ?? objectIn(row) ?? undefined;
    const value = relation.paramOf(id, object);
    return [
      {
        what: name,
        text: object === undefined ? id : relation.labelOf(object),
        second: object === undefined ? undefined : relation.secondOf(object),
        only: value === "" ? undefined : { param, value },
        exclude: { relation: name, param, id },
        open: step ?? name,
        copy: object === undefined ? { what: `${name} ID`, text: id } : relation.copyOf(object),
      },
    ];
  });
  const pk = String(row.pk);
  const itself = {
    what: short(resource.noun)[0],
    text: pk,
    open: "",
    copy: { what: "ID", text: pk },
  };
  return [...related, ...resource.menuValues(entry), itself];
}
