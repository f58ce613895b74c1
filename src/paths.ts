/** Every in-app address is built here. The search string is carried along: it says how the list stands. */

/** Everything that is listed, by its path. Source connections are the OAuth ones of groups. */
export const RESOURCES = [
  "sign-ins",
  "authorization-codes",
  "access-tokens",
  "refresh-tokens",
  "source-connections",
] as const;

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
