import { providerQuery, providersQuery } from "../../api/endpoints/providers.ts";
import type { Provider } from "../../api/wire/provider.ts";
import type { Relation } from "../../list/relation.ts";
import { isSameName } from "../../ui/text/visible.ts";
import { onlyOfAll } from "./only-of.ts";

/** Providers of codes and tokens, by their numeric ids; the application distinguishes those of the same name. */
export const providerRelation: Relation<Provider> = {
  name: "provider",
  plural: "providers",
  param: "provider",
  idKind: "int",
  excludeKind: "ints",
  options: providersQuery,
  optionFields: ["provider", "app"],
  byParam: (value) => providerQuery(Number(value)),
  byId: (id) => providerQuery(Number(id)),
  idOf: ({ pk }) => String(pk),
  paramOf: (id) => id,
  labelOf: ({ name }) => name,
  secondOf: (provider) => provider.assigned_application_name ?? undefined,
  detailOf: ({ name, assigned_application_name: application }) =>
    application === null ? "no application" : isSameName(name, application) ? null : application,
  copyOf: ({ name }) => ({ what: "name", text: name }),
  searchFields: [
    { name: "provider", about: "the provider’s name" },
    { name: "app", aliases: ["application"], about: "the application’s name and slug" },
    { name: "client", aliases: ["client_id"], about: "the client ID" },
  ],
  textsOf: (provider) => [
    { field: "provider", place: "name", text: provider.name },
    { field: "app", place: "name", text: provider.assigned_application_name ?? "" },
    { field: "app", place: "slug", text: provider.assigned_application_slug ?? "" },
    { field: "client", place: "client_id", text: provider.client_id ?? "" },
  ],
  // A caller who is not shown all providers cannot know that there is only one.
  onlyParam: (client, text) =>
    onlyOfAll(providerRelation, client, () => client.query(providersQuery({ search: text }))),
};
