import { searchProbeQuery } from "./browser/search-probe.ts";
import {
  type ExpiringResource,
  type ExpiryTrait,
  type Listed,
  type Resource,
  type ResourceOptions,
  short,
} from "./resource.ts";
import { EXPIRY_PARAMS, type ListDefinition } from "./state/list-state.ts";

/** Completes the options of a resource. */
export function defineResource<T extends Listed>(options: ResourceOptions<T>): Resource<T> {
  return withExpiry(options, [], 0);
}

/** The same for a resource whose rows expire. */
export function defineExpiringResource<T extends Listed>(
  options: ResourceOptions<T> & { expiry: ExpiryTrait<T> },
): ExpiringResource<T> {
  const { expiry } = options;
  return Object.assign(withExpiry(options, EXPIRY_PARAMS, expiry.within), { expiry });
}

function withExpiry<T extends Listed>(
  options: ResourceOptions<T>,
  expiry: ListDefinition["expiry"],
  within: number,
): Resource<T> {
  const {
    endpoint,
    relations,
    search,
    noun,
    sort,
    snapshot,
    wholeSort = {},
    params = [],
  } = options;
  const own = relations.map(({ relation }) => relation);
  const isId = endpoint.readPk("0") === 0;
  const about = `the ${short(noun)[0]}’s ${isId ? "number" : "id"}, whole`;
  return {
    ...options,
    name: endpoint.name,
    definition: {
      sorts: Object.keys(sort),
      wholeSorts: snapshot ? Object.keys(wholeSort).filter((key) => !(key in sort)) : [],
      defaultSort: options.defaultSort,
      server: [...own.map(({ param, idKind }) => [param, idKind] as const), ...params],
      exclude: own.map(({ name, excludeKind }) => [name, excludeKind]),
      expiry,
      within: String(within),
    },
    searchFields: [
      ...own.flatMap(({ searchFields }) => searchFields),
      ...search.fields,
      { name: "id", aliases: ["pk"], about, isId },
    ],
    searchSupport: () => searchProbeQuery(endpoint, search.isFull),
  };
}
