/** Access control, checked in the same order as on a real server. */
import { ServerFault, errorDetail, isUnsafeMethod, type ErrorAnswer } from "../http/answer.ts";
import type { Call, ApiCaller } from "../http/call.ts";
import type { WorldIndex } from "../world/world-index.ts";
import type { Language } from "../http/messages.ts";
import type { Permission } from "./permissions.ts";
import type { Rules } from "../versions/rules.ts";

/**
 * The caller, from the `Authorization` header.
 * @returns null without a header, for one that is not `<scheme> <key>`, or for a scheme that the version ignores
 * @throws ErrorAnswer 403 for an invalid key, or for a scheme that the version refuses
 * @throws ServerFault for non-ASCII characters in the header
 */
export function callerOf(
  header: string | null,
  worldIndex: WorldIndex,
  rules: Rules,
  language: Language,
): ApiCaller | null {
  if (header === null) return null;
  if (/[^\0-\x7f]/.test(header)) throw new ServerFault();
  const [, scheme = "", key] = /^([^ ]*) (.*)$/s.exec(header) ?? [];
  if (key === undefined) return null;
  if (scheme.toLowerCase() !== "bearer") {
    if (rules.other_schemes === "ignored") return null;
    throw errorDetail(403, "unsupported-scheme", language);
  }
  const token = worldIndex.world.apiTokens.find((each) => each.key === key);
  const user = token === undefined ? undefined : worldIndex.users.get(token.user);
  if (token === undefined || user?.is_active !== true) {
    throw errorDetail(403, "bad-token", language);
  }
  return { user, permissions: new Set(token.permissions) };
}

/** @throws ErrorAnswer 403 without credentials */
export function requireCaller({ caller, language }: Call): ApiCaller {
  if (caller === null) throw errorDetail(403, "no-credentials", language);
  return caller;
}

export function isSuperuser({ caller }: Call): boolean {
  return caller?.user.is_superuser === true;
}

export function hasPermission(call: Call, permission: Permission): boolean {
  return isSuperuser(call) || call.caller?.permissions.has(permission) === true;
}

/** The error is the same with and without credentials. */
export function notPermitted({ language }: Call): ErrorAnswer {
  return errorDetail(403, "forbidden", language);
}

/** Who may see a row, besides superusers: its owner, or anyone with a permission. */
export type Guard<Row> =
  | {
      readonly by: "owner";
      owner(row: Row): number;
      readonly view: Permission;
      /** Whether the permission reveals everyone's rows. */
      readonly permissionShowsAll?: boolean;
    }
  | {
      readonly by: "permission";
      readonly view: Permission;
      /** Whether the server crashes for everyone but superusers. */
      readonly failsForOthers?: boolean;
    };

/** For lists, checked before the method; requests without credentials end here. */
export function authorizeList(guard: Guard<never>, call: Call): void {
  requireCaller(call);
  if (isSuperuser(call)) return;
  const { method } = call.request;
  if (guard.by === "permission" && guard.failsForOthers === true && method !== "OPTIONS") {
    throw new ServerFault();
  }
  // Only superusers may write.
  if (isUnsafeMethod(method)) throw notPermitted(call);
}

/** The same for a single object, where usually the object itself decides later. */
export function authorizeObject(guard: Guard<never>, call: Call): void {
  if (guard.by === "permission" && guard.failsForOthers === true) {
    requireCaller(call);
    if (!isSuperuser(call) && call.request.method !== "OPTIONS") throw new ServerFault();
  }
}

/**
 * Whose rows the caller may see.
 * @returns the key of a user, or null for everyone's
 * @throws ErrorAnswer 403 if the caller lacks the permission that the rows require
 */
export function visibleOwner<Row>(guard: Guard<Row>, call: Call): number | null {
  if (isSuperuser(call)) return null;
  if (guard.by === "owner") {
    if (guard.permissionShowsAll === true && hasPermission(call, guard.view)) return null;
    // -1 without credentials: no user has this key.
    return call.caller?.user.pk ?? -1;
  }
  if (!hasPermission(call, guard.view)) throw notPermitted(call);
  return null;
}

/** The row that `find` returns, if the caller may see it. @throws like `visibleOwner` */
export function ifVisible<Row>(
  guard: Guard<Row>,
  call: Call,
  find: () => Row | undefined,
): Row | undefined {
  const owner = visibleOwner(guard, call);
  const row = find();
  if (row === undefined || owner === null || guard.by !== "owner") return row;
  return guard.owner(row) === owner ? row : undefined;
}
