/** Every in-app URL is built here. The search string is carried along: it says how the list stands. */

export type ListName = "authorization-codes" | "source-connections";

export interface Target {
  pathname: string;
  search: string;
}

/** A list as it stands. */
export function listPath(list: ListName, search = ""): Target {
  return { pathname: `/${list}`, search };
}

/**
 * An object of a list, and optionally a step into what it holds.
 *
 * @param step path below the object, already formed ("provider", "user/groups/<uuid>"); empty for the object itself.
 */
export function objectPath(list: ListName, pk: number | string, step = "", search = ""): Target {
  const below = step === "" ? "" : `/${step}`;
  return { pathname: `/${list}/${encodeURIComponent(pk)}${below}`, search };
}
