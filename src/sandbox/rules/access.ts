/** Who may ask for what, in the order in which a real server finds out. */
import { ServerFault, detail, unsafe, type Refusal } from "../http/answer.ts";
import type { Call, Caller } from "../http/call.ts";
import type { Facts } from "../world/world-index.ts";
import type { Language } from "../http/messages.ts";
import type { Permission } from "./permissions.ts";
import type { Rules } from "../versions/rules.ts";

/**
 * Who is calling, by the `Authorization` header.
 * @returns null for nobody: no header, or one without a word and a blank after it
 * @throws Refusal 403 for a token that is none
 * @throws ServerFault for a header beyond ASCII
 */
export function callerOf(
  header: string | null,
  facts: Facts,
  rules: Rules,
  language: Language,
): Caller | null {
  if (header === null) return null;
  if (/[^\0-\x7f]/.test(header)) throw new ServerFault();
  const [, scheme = "", key] = /^([^ ]*) (.*)$/s.exec(header) ?? [];
  if (key === undefined) return null;
  if (scheme.toLowerCase() !== "bearer") {
    if (rules.other_schemes === "ignored") return null;
    throw detail(403, "unsupported-scheme", language);
  }
  const token = facts.world.apiTokens.find((each) => each.key === key);
  const user = token === undefined ? undefined : facts.users.get(token.user);
  if (token === undefined || user?.is_active !== true) throw detail(403, "bad-token", language);
  return { user, permissions: new Set(token.permissions) };
}

/** @throws Refusal 403 when nobody is calling */
export function signedIn({ caller, language }: Call): Caller {
  if (caller === null) throw detail(403, "no-credentials", language);
  return caller;
}

export function isSuperuser({ caller }: Call): boolean {
  return caller?.user.is_superuser === true;
}

export function may(call: Call, permission: Permission): boolean {
  return isSuperuser(call) || call.caller?.permissions.has(permission) === true;
}

/** Says the same to who is signed in and to who is not. */
export function forbidden({ language }: Call): Refusal {
  return detail(403, "forbidden", language);
}

/**
 * How rows are guarded: each by its user, whatever permissions there are; or all by one permission.
 */
export type Guard<Row> =
  | {
      readonly by: "owner";
      owner(row: Row): number;
      readonly view: Permission;
      /** Who has the permission sees everybody's. */
      readonly orAll?: boolean;
    }
  | {
      readonly by: "permission";
      readonly view: Permission;
      /** The server breaks when the list is asked for by anybody but a superuser. */
      readonly breaks?: boolean;
    };

/** What is looked at before the method, on a list: who is nobody does not get any further. */
export function admitToList(guard: Guard<never>, call: Call): void {
  signedIn(call);
  if (isSuperuser(call)) return;
  const { method } = call.request;
  if (guard.by === "permission" && guard.breaks === true && method !== "OPTIONS") {
    throw new ServerFault();
  }
  // None of the callers there are may write anything.
  if (unsafe(method)) throw forbidden(call);
}

/** The same for one object; mostly it is left to the object. */
export function admitToObject(guard: Guard<never>, call: Call): void {
  if (guard.by === "permission" && guard.breaks === true) {
    signedIn(call);
    if (!isSuperuser(call) && call.request.method !== "OPTIONS") throw new ServerFault();
  }
}

/**
 * Whose rows the caller may see.
 * @returns null for everybody's
 * @throws Refusal 403 when the rows are guarded by a permission that is missing
 */
export function visibleOwner<Row>(guard: Guard<Row>, call: Call): number | null {
  if (isSuperuser(call)) return null;
  if (guard.by === "owner" && guard.orAll === true && may(call, guard.view)) return null;
  // Nobody has this key.
  if (guard.by === "owner") return call.caller?.user.pk ?? -1;
  if (!may(call, guard.view)) throw forbidden(call);
  return null;
}

/** What `find` gives, if the caller may see it. @throws as `visibleOwner` */
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
