import type { Target } from "../paths.ts";

/** The page of everything that is tied to an identifier, a user or a group by connections with sources. */
export function identityPath(
  of: { identifier: string } | { user: string } | { group: string },
): Target {
  return { pathname: "/same-identity", search: `?${new URLSearchParams(of)}` };
}
