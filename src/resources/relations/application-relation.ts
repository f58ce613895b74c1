import { applicationQuery, applicationsQuery } from "../../api/endpoints/event-references.ts";
import type { Application } from "../../api/wire/application.ts";
import type { Relation } from "../../list/relation.ts";
import { readHyphenated } from "../../model/ids.ts";
import { onlyOfAll } from "./only-of.ts";

/**
 * Applications of sign-ins, by their uuids: events have them without hyphens, and so does the filter. Of its application,
 * an event has the uuid and the name only.
 */
export const applicationRelation: Relation<Application> = {
  name: "application",
  plural: "applications",
  param: "context_authorized_app",
  idKind: "hex",
  excludeKind: "uuids",
  options: applicationsQuery,
  optionFields: ["application"],
  byParam: applicationQuery,
  idOf: ({ pk }) => readHyphenated(pk) ?? pk,
  paramOf: (id) => id.replaceAll("-", ""),
  labelOf: ({ name }) => name,
  secondOf: ({ slug }) => slug,
  detailOf: ({ slug }) => slug,
  copyOf: ({ name }) => ({ what: "name", text: name }),
  searchFields: [{ name: "application", aliases: ["app"], about: "the application’s name" }],
  textsOf: ({ name }) => [{ field: "application", place: "name", text: name }],
  // A caller who is not shown all applications cannot know that there is only one.
  onlyParam: (client, text) =>
    onlyOfAll(applicationRelation, client, () => client.query(applicationsQuery({ search: text }))),
};
