/** Every in-app address is built here. The search string is carried along: it says how the list stands. */

/** Everything that is listed, by its path. Source connections are those of groups with OAuth sources. */
export const RESOURCES = [
  "sign-ins",
  "authorization-codes",
  "access-tokens",
  "refresh-tokens",
  "user-connections",
  "group-connections",
  "source-connections",
  "sources",
] as const;

/** Every page of the console but the overview, by its path. */
export const PAGES = [...RESOURCES, "same-identity"] as const;

export type ResourceName = (typeof RESOURCES)[number];

export interface Target {
  pathname: string;
  search: string;
}

/** A list as it stands. */
export function listPath(resource: ResourceName, search = ""): Target {
  return { pathname: `/${resource}`, search };
}

/**
 * An object of a list, and optionally a path into what it holds.
 *
 * @param below path below the object, already formed ("provider", "user/groups/<uuid>"); empty for the object itself.
 */
export function objectPath(
  resource: ResourceName,
  pk: number | string,
  below = "",
  search = "",
): Target {
  const rest = below === "" ? "" : `/${below}`;
  return { pathname: `/${resource}/${encodeURIComponent(pk)}${rest}`, search };
}
