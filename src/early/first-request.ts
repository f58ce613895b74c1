/**
 * What a list's address asks for first, as far as that can be told in a few lines: by hand, since this runs before the
 * console is there. A test holds it to what the console asks. Where the console needs authentik's clock first, so is who
 * is signed in, whose answer usually tells it before one of the list could.
 */

import { NO_MATCH } from "./no-match.ts";

interface List {
  path: string;
  defaultSort: string;
  sorts: readonly string[];
  filters: readonly (readonly [param: string, shape: RegExp])[];
  /** What rows refer to, and can be excluded by. */
  relations: readonly string[];
  /** Parameters of each request for a page. */
  always?: string;
  /** Its rows expire. */
  expires?: true;
  /** There is a list of each type of source, beside that of all. */
  types?: true;
}

const ID: RegExp = /^\d{1,15}$/;
const IDS: RegExp = /^\d{1,15}(?:,\d{1,15})*$/;
const SLUG: RegExp = /^[-\w]+$/;
const UUID: RegExp = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const UUIDS: RegExp = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:,|$))+$/;
const TYPE: RegExp = /^(?:oauth|saml|ldap|kerberos|plex|telegram)$/;
const STATUS: RegExp = /^(?:valid|expiring|expired|never)$/;
const RELATIVE: RegExp = /^now(?:-([1-9]\d{0,4})([smhd]))?$/;
const ABSOLUTE: RegExp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;

const connections = (owner: string, shape: RegExp): List => ({
  path: `sources/${owner}_connections/`,
  defaultSort: "-created",
  sorts: ["pk", owner, "source", "identifier", "created", "last_updated"],
  filters: [
    ["source__slug", SLUG],
    [owner, shape],
  ],
  relations: [owner, "source"],
  types: true,
});

const grants = (path: string, ...sorts: readonly string[]): List => ({
  path: `oauth2/${path}/`,
  defaultSort: "expires",
  sorts: ["pk", "provider", "user", "expires", ...sorts],
  filters: [
    ["user", ID],
    ["provider", ID],
  ],
  relations: ["user", "provider"],
  always: "&include_groups=false&include_roles=false",
  expires: true,
});

const LISTS: Readonly<Record<string, List>> = {
  "authorization-codes": grants("authorization_codes"),
  "access-tokens": grants("access_tokens", "revoked"),
  "refresh-tokens": grants("refresh_tokens", "revoked"),
  "user-connections": connections("user", ID),
  "group-connections": connections("group", UUID),
  "sign-ins": {
    path: "events/events/",
    defaultSort: "-created",
    sorts: ["created", "client_ip"],
    filters: [
      ["username", /^[\w.-]+$/],
      ["context_authorized_app", /^[0-9a-f]{32}$/],
    ],
    relations: ["user", "application"],
    always: "&action=authorize_application",
  },
};

const UNIT_MS: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 };

const ME = "core/users/me/";

/**
 * @param pathname below the console's base, from its slash on.
 * @param chosen the page size that was chosen last in this browser; null for none.
 * @returns the URLs below `/api/v3/`: who is signed in, where that is needed first, then the list's, where it is known;
 * none where the console is needed to tell.
 */
export function firstRequests(
  pathname: string,
  search: string,
  chosen: string | null = null,
): string[] {
  const [, name = ""] = pathname.split("/");
  if (name === "") return [ME];
  const list = Object.hasOwn(LISTS, name) ? LISTS[name] : undefined;
  if (list === undefined) return [];
  const { always = "", expires = false } = list;
  const given = new URLSearchParams(search);

  let isPlain = true;
  function read(param: string, isMeant: (text: string) => boolean, fallback = ""): string {
    const all = given.getAll(param);
    const [text = fallback] = all;
    if (all.length > 1 || (text !== fallback && !isMeant(text))) isPlain = false;
    return text;
  }
  const valueOf = (param: string, shape: RegExp) => read(param, (text) => shape.test(text));

  const type = list.types ? `${valueOf("type", TYPE) || "all"}/` : "";
  const filters = list.filters.map(([param, shape]) => {
    const value = valueOf(param, shape);
    return value === "" ? "" : `${param}=${value}&`;
  });
  const isSort = (text: string) => list.sorts.includes(text.replace(/^-/, ""));
  const sort = read("ordering", isSort, list.defaultSort);
  const page = read("page", (text) => /^[1-9]\d{0,8}$/.test(text), "1");
  const isSize = (text: string) => /^(?:20|50|100)$/.test(text);
  const size = read("page_size", isSize, chosen && isSize(chosen) ? chosen : "20");
  const searched = valueOf("search", /[^\s,"']/);
  const status = expires ? valueOf("status", STATUS) : "";
  const now = Date.now();
  const msOf = (moment: string): number => {
    const [isRelative, amount = 0, unit = "s"] = RELATIVE.exec(moment) ?? [];
    if (isRelative) return now - Number(amount) * UNIT_MS[unit]!;
    return ABSOLUTE.test(moment) ? Date.parse(moment) : NaN;
  };
  const momentOf = (param: string) =>
    expires ? read(param, (text) => !Number.isNaN(msOf(text))) : "";
  const [after, before] = [momentOf("expires_after"), momentOf("expires_before")];
  const isExcluding = list.relations
    .map((name) => valueOf(`exclude_${name}`, /^[up]/.test(name) ? IDS : UUIDS))
    .some(Boolean);
  if (!isPlain) return [];

  const rows = (ordering: string, from: string, most: string) => {
    const order = /^-?pk$/.test(ordering) ? ordering : `${ordering}%2Cpk`;
    const at = from === "1" ? "" : `&page=${from}`;
    return `${list.path}${type}?${filters.join("")}ordering=${order}${at}&page_size=${most}${always}`;
  };
  if (searched) return [`${list.path}${type && "all/"}?search=${NO_MATCH}&page_size=1${always}`];
  if (status + after + before === "") {
    if (!isExcluding) return [rows(sort, page, size)];
    // Whether there is a list of all types is asked first.
    if (type === "all/") return [`${list.path}all/?${filters.join("")}page_size=1`];
    return [rows(expires || type ? "pk" : "-created", "1", "100")];
  }
  if (status === "never") {
    const isSlice =
      /^-?expires$/.test(sort) && page === "1" && !isExcluding && after + before === "";
    return isSlice ? [ME, rows("-expires", "1", size)] : [ME];
  }
  const isAhead = status === "valid" || status === "expiring";
  const from = Math.max(isAhead ? now : -Infinity, after ? msOf(after) : -Infinity);
  const ends = { expired: now, expiring: now + 1 }[status] ?? Infinity;
  const to = Math.min(ends, before ? msOf(before) : Infinity);
  // Nothing is asked of the list where no time can be in the range.
  return from < to ? [ME, rows("expires", "1", "10"), rows("-expires", "1", "10")] : [ME];
}
