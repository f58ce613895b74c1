import { sourcesEndpoint } from "../../api/endpoints/listed-sources.ts";
import type { Source } from "../../api/wire/source.ts";
import { isReadThrough, throughQuery } from "../../list/browser/list-query.ts";
import { defineResource } from "../../list/define-resource.ts";
import { requestOf } from "../../list/resource.ts";

/** The list of sources of all types. Those of an installation are a handful. */
export const sources = defineResource<Source>({
  title: "Sources",
  noun: ["source", "sources"],
  endpoint: sourcesEndpoint,
  relations: [],
  sort: {
    name: ({ name }) => name,
    slug: ({ slug }) => slug,
    enabled: ({ enabled }) => Number(enabled),
  },
  defaultSort: "name",
  search: {
    placeholder: "Search sources",
    fields: [
      { name: "name", about: "the source’s name" },
      { name: "slug", about: "its slug" },
    ],
    textsOf: ({ name, slug }) => [
      { field: "name", place: "name", text: name },
      { field: "slug", place: "slug", text: slug },
    ],
    examples: [
      ["github", "sources with “github” in their name or slug"],
      ["slug:ldap", "sources with “ldap” in their slug"],
    ],
    byServer: "authentik searched names and slugs.",
  },
  readBound: 1000,
  query: (resource, question) =>
    isReadThrough(question)
      ? throughQuery(resource, question)
      : resource.endpoint.pageQuery(requestOf(question)),
  menuValues: ({ value: { slug } }) =>
    slug === "" ? [] : [{ what: "slug", text: slug, copy: { what: "slug", text: slug } }],
});
