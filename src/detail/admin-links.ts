/** An object that has a page in authentik's own admin UI. */
export type AdminTarget =
  | { kind: "provider"; pk: number }
  | { kind: "application"; slug: string | null }
  | { kind: "source"; slug: string }
  | { kind: "user"; pk: number }
  | { kind: "group"; pk: string }
  | { kind: "role"; pk: string };

/** A link into authentik's own admin UI: an address on another page, not a route of this one. */
interface AdminLink {
  label: string;
  href: string;
}

const SECTION = {
  provider: "core/providers",
  application: "core/applications",
  source: "core/sources",
  user: "identity/users",
  group: "identity/groups",
  role: "identity/roles",
} as const;

/**
 * The address of an object's page in authentik's admin UI.
 *
 * @param base public address of the installation, including its sub path; null when there is none.
 * @returns null without a base, with one that is not http(s), or for an object that has no page or whose id has a lone
 *   surrogate, which cannot be part of a URL.
 */
export function adminHref(base: string | null, target: AdminTarget): string | null {
  const id = "slug" in target ? target.slug : String(target.pk);
  if (base === null || id === null || id === "" || /\p{Cs}/u.test(id) || !URL.canParse(base))
    return null;
  const { protocol, origin, pathname } = new URL(base);
  if (protocol !== "https:" && protocol !== "http:") return null;
  const path = pathname.replace(/\/+$/, "");
  return `${origin}${path}/if/admin/#/${SECTION[target.kind]}/${encodeURIComponent(id)}`;
}

/**
 * Links ("Open provider") for the objects that have a page there, in the given order.
 *
 * @param base public address of the installation; null gives no links.
 */
export function adminLinks(base: string | null, targets: readonly AdminTarget[]): AdminLink[] {
  return targets.flatMap((target) => {
    const href = adminHref(base, target);
    return href === null ? [] : [{ label: `Open ${target.kind}`, href }];
  });
}
