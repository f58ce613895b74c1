import { AUDITOR_PERMISSIONS, type ApiToken } from "../rules/permissions.ts";
import type { UserEntity } from "./entities.ts";
import { initialsAvatar } from "./people/avatars.ts";
import { SPECIAL_USERS } from "./people/special-users.ts";

/** Whom requests can be sent as: users with a valid token, somebody with none, or with an invalid one. */
export const CALLERS = ["admin", "auditor", "viewer", "nobody", "badtoken"] as const;

export type CallerName = (typeof CALLERS)[number];

/** The usernames behind the valid tokens. */
const USERNAMES = { admin: "akadmin", auditor: "auditor", viewer: "viewer" } as const;

/** Two users who sign in often get these names, so that auditor and viewer have their own codes. */
const NAMES = [
  { username: "viewer", name: "Vico Viewer", email: "viewer@example.com" },
  { username: "auditor", name: "Aurelia Auditor", email: "auditor@example.com" },
];

/** @param busiest keys of the users who sign in, the most active first */
export function renameCallers(users: readonly UserEntity[], busiest: readonly number[]) {
  const free = busiest.filter((pk) => {
    const user = users.find((each) => each.pk === pk);
    const isSpecial = SPECIAL_USERS.some(({ username }) => username === user?.username);
    return user !== undefined && user.type === "internal" && !user.is_superuser && !isSpecial;
  });
  const renamed = new Map(NAMES.map((names, index) => [free[index], names]));
  return users.map((user): UserEntity => {
    const names = renamed.get(user.pk);
    if (names === undefined) return user;
    return { ...user, ...names, avatar: initialsAvatar(names.username, names.name) };
  });
}

/** The `Authorization` header; null for none. */
function authorization(as: CallerName): string | null {
  return as === "nobody" ? null : `Bearer sandbox-${as}-token`;
}

/** The same request with that caller's credentials instead of its own. */
export function asCaller(request: Request, as: CallerName): Request {
  const headers = new Headers(request.headers);
  const value = authorization(as);
  if (value === null) headers.delete("Authorization");
  else headers.set("Authorization", value);
  return new Request(request, { headers });
}

/** @throws Error if one of the users is missing, a mistake in the plans */
export function inventApiTokens(users: readonly UserEntity[]): ApiToken[] {
  return (["admin", "auditor", "viewer"] as const).map((as) => {
    const user = users.find(({ username }) => username === USERNAMES[as]);
    if (user === undefined) throw new Error(`no such user: ${USERNAMES[as]}`);
    const permissions = as === "auditor" ? AUDITOR_PERMISSIONS : [];
    return { key: `sandbox-${as}-token`, user: user.pk, permissions };
  });
}
