/**
 * The first page that a list's address asks for, as far as that can be told in a few lines: by hand, since this runs
 * before the console is there. A test holds it to what the console asks. The overview asks who is signed in: with that
 * answer it has authentik's clock, which all else waits for.
 */

interface List {
  path: string;
  defaultSort: string;
  sorts: readonly string[];
  filters: readonly (readonly [param: string, shape: RegExp])[];
  always?: string;
}

const ID: RegExp = /^\d+$/;
const SLUG: RegExp = /^[-\w]+$/;
const UUID: RegExp = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const connections = (owner: string, shape: RegExp): List => ({
  path: `sources/${owner}_connections/all/`,
  defaultSort: "-created",
  sorts: ["pk", owner, "source", "identifier", "created", "last_updated"],
  filters: [
    ["source__slug", SLUG],
    [owner, shape],
  ],
});

const grants = (path: string, ...sorts: readonly string[]): List => ({
  path: `oauth2/${path}/`,
  defaultSort: "expires",
  sorts: ["pk", "provider", "user", "expires", ...sorts],
  filters: [
    ["user", ID],
    ["provider", ID],
  ],
  always: "&include_groups=false&include_roles=false",
});

const LISTS: Readonly<Record<string, List>> = {
  "authorization-codes": grants("authorization_codes"),
  "access-tokens": grants("access_tokens", "revoked"),
  "refresh-tokens": grants("refresh_tokens", "revoked"),
  "user-connections": connections("user", ID),
  "group-connections": connections("group", UUID),
};

/** Parameters that change what is asked, or by whom it is answered. */
const BEYOND = /^(?:search|status|within|expires_|exclude_|type)/;

/**
 * @param pathname below the console's base, from its slash on.
 * @param chosen the page size that was chosen last in this browser; null for none.
 * @returns the URL below `/api/v3/`; null where the console is needed to tell.
 */
export function firstRequest(
  pathname: string,
  search: string,
  chosen: string | null = null,
): string | null {
  const [, name = ""] = pathname.split("/");
  if (name === "") return "core/users/me/";
  const list = Object.hasOwn(LISTS, name) ? LISTS[name] : undefined;
  if (list === undefined) return null;
  const given = new URLSearchParams(search);
  if ([...given.keys()].some((param) => BEYOND.test(param))) return null;

  let isPlain = true;
  function read(param: string, fallback: string, isMeant: (text: string) => boolean): string {
    const all = given.getAll(param);
    const [text = fallback] = all;
    if (all.length > 1 || (text !== fallback && !isMeant(text))) isPlain = false;
    return text;
  }

  const filters = list.filters.map(([param, shape]) => {
    const value = read(param, "", (text) => shape.test(text));
    return value === "" ? "" : `${param}=${value}&`;
  });
  const ordering = read("ordering", list.defaultSort, (text) =>
    list.sorts.includes(text.replace(/^-/, "")),
  );
  const order = /^-?pk$/.test(ordering) ? ordering : `${ordering}%2Cpk`;
  const page = read("page", "1", (text) => /^[1-9]\d{0,8}$/.test(text));
  const isSize = (text: string) => /^(?:20|50|100)$/.test(text);
  const size = read("page_size", chosen && isSize(chosen) ? chosen : "20", isSize);
  const from = page === "1" ? "" : `&page=${page}`;
  if (!isPlain) return null;
  return `${list.path}?${filters.join("")}ordering=${order}${from}&page_size=${size}${list.always ?? ""}`;
}
