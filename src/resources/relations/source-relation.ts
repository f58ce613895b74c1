import { allSourcesQuery, sourceQuery, sourcesQuery } from "../../api/endpoints/sources.ts";
import type { Source } from "../../api/wire/source.ts";
import { normalise } from "../../find/text/normalise.ts";
import type { Relation } from "../../list/relation.ts";
import { onlyOf } from "./only-of.ts";

/** OAuth sources: rows have their uuids, by which authentik cannot fetch one; the filter takes their slugs. */
export const sourceRelation: Relation<Source> = {
  name: "source",
  plural: "sources",
  param: "source__slug",
  idKind: "slug",
  excludeKind: "uuids",
  options: sourcesQuery,
  optionFields: ["source"],
  byParam: sourceQuery,
  all: allSourcesQuery,
  idOf: ({ pk }) => pk,
  paramOf: (_, source) => source?.slug ?? "",
  labelOf: ({ name }) => name,
  secondOf: ({ slug }) => slug,
  detailOf: ({ slug }) => slug,
  copyOf: ({ slug }) => ({ what: "slug", text: slug }),
  searchFields: [{ name: "source", about: "the source’s name and slug" }],
  textsOf: ({ name, slug }) => [
    { field: "source", place: "name", text: name },
    { field: "source", place: "slug", text: slug },
  ],
  completionOf: ({ slug }) => slug,
  async onlyParam(client, text) {
    const { items, more } = await client.query(allSourcesQuery());
    const wanted = normalise(text);
    const found = items.filter(({ name, slug }) =>
      [name, slug].some((one) => normalise(one).includes(wanted)),
    );
    return onlyOf(sourceRelation, { items: found, more });
  },
};

/** Sources of all types. */
export const anySourceRelation: Relation<Source> = {
  ...sourceRelation,
  options: (lookUp) => sourcesQuery(lookUp, "all"),
};
