/**
 * What an address of the console means, deliberately written a second time without the app's own code: random journeys
 * use it to check that an address is as the last action left it, and which rows belong to it.
 */
import type { Random } from "../../sandbox/world/random.ts";

interface ListFacts {
  api: string;
  usual: string;
  orderings: readonly string[];
  /** Orderings in an address that no server knows; requests use the usual one instead. */
  ownOrderings: readonly string[];
  filters: Readonly<Record<string, RegExp>>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const MOMENT = /^now(?:[+-][1-9]\d{0,3}[smhd])?$|^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** What the lists of codes and tokens share. */
const GRANTS = {
  usual: "expires",
  orderings: ["pk", "provider", "user", "expires"],
  ownOrderings: [],
  filters: {
    provider: /^\d+$/,
    user: /^\d+$/,
    exclude_provider: /^\d+(?:,\d+)*$/,
    exclude_user: /^\d+(?:,\d+)*$/,
    status: /^(?:valid|expiring|expired|never)$/,
    within: /^[1-9]\d{0,4}$/,
    expires_after: MOMENT,
    expires_before: MOMENT,
  },
};
const TOKENS = { ...GRANTS, orderings: [...GRANTS.orderings, "revoked"] };

export const LISTS: Readonly<Record<string, ListFacts>> = {
  "authorization-codes": {
    ...GRANTS,
    api: "oauth2/authorization_codes/",
    ownOrderings: ["scope", "issued", "status"],
  },
  "access-tokens": { ...TOKENS, api: "oauth2/access_tokens/" },
  "refresh-tokens": { ...TOKENS, api: "oauth2/refresh_tokens/" },
  "source-connections": {
    api: "sources/group_connections/oauth/",
    usual: "-created",
    orderings: ["pk", "group", "source", "identifier", "created", "last_updated"],
    ownOrderings: [],
    filters: { group: UUID, source__slug: /^[-\w]+$/, exclude_source: UUID, exclude_group: UUID },
  },
};

/** The overview is not a list and has no parameters. */
const OVERVIEW: ListFacts = { api: "", usual: "", orderings: [], ownOrderings: [], filters: {} };

const NAMES = [
  "page",
  "page_size",
  "ordering",
  "search",
  "provider",
  "user",
  "group",
  "source__slug",
];

/** A parsed address. */
export interface Address {
  /** "" for the overview. */
  list: string;
  facts: ListFacts;
  /** Key of the open object; "" for none. */
  pk: string;
  /** The path below it, without leading or trailing slashes. */
  below: string;
  /** The list's own parameters, if set to a valid value other than the usual one. */
  own: Record<string, string>;
  /** All other parameters, as written. */
  others: string;
}

/** @param url path and query string. */
export function readAddress(url: string): Address {
  const { pathname, searchParams } = new URL(url, "http://console");
  const [, list = "", pk = "", ...below] = pathname.split("/");
  const facts = list === "" ? OVERVIEW : LISTS[list];
  if (facts === undefined) throw new Error(`no list is at ${url}`);
  const readers: Record<string, (text: string) => boolean> = {
    page: (text) => /^[1-9]\d*$/.test(text) && text !== "1",
    page_size: (text) => text === "50" || text === "100",
    ordering: (text) =>
      text !== facts.usual &&
      [...facts.orderings, ...facts.ownOrderings].includes(text.replace(/^-/, "")),
    search: (text) => text.trim() !== "",
  };
  for (const [name, shape] of Object.entries(facts.filters)) {
    readers[name] = (text) => shape.test(text);
  }
  const own: Record<string, string> = {};
  for (const [name, isUsable] of Object.entries(readers)) {
    const written = searchParams.getAll(name).at(-1) ?? "";
    // Of several ids, those that are none are dropped.
    const text = name.startsWith("exclude_") ? written.split(",").filter(isUsable).join() : written;
    if (isUsable(text)) own[name] = text.trim();
  }
  const others = [...searchParams].filter(([name]) => !(name in readers));
  return {
    list,
    facts,
    pk,
    below: below.filter((part) => part !== "").join("/"),
    own,
    others: JSON.stringify(others),
  };
}

/** Whether an address is of the overview or of one of `LISTS`. */
export function isKnownPage(url: string): boolean {
  const [, list = ""] = new URL(url, "http://console").pathname.split("/");
  return list === "" || Object.hasOwn(LISTS, list);
}

/** A canonical form: equal for addresses that mean the same. */
export function meaning({ list, pk, below, own, others }: Address): string {
  return JSON.stringify([list, pk, below, Object.entries(own).toSorted(), others]);
}

/** The address after a change to the list: any change but one of the page resets it to the first page. */
export function changed(from: Address, change: Record<string, string | null>): Address {
  const own: Record<string, string | null> = {
    ...from.own,
    ...("page" in change ? {} : { page: null }),
    ...change,
  };
  const usual: Record<string, string> = {
    page: "1",
    page_size: "20",
    ordering: from.facts.usual,
    search: "",
  };
  const left = Object.entries(own).flatMap(([name, value]): [string, string][] =>
    value === null || value === usual[name] ? [] : [[name, value]],
  );
  return { ...from, own: Object.fromEntries(left) };
}

/** Whether rows are excluded, so that no page of the server is the answer. */
export function isLeavingOut({ own }: Address): boolean {
  return Object.keys(own).some((name) => name.startsWith("exclude_"));
}

/** What the list at an address must request, in the form of `questionAsked`. */
export function questionOf({ facts, own }: Address): string {
  const written = own["ordering"] ?? facts.usual;
  const ordering = facts.ownOrderings.includes(written.replace(/^-/, "")) ? facts.usual : written;
  const isDecided = ordering.endsWith("pk");
  const params = new URLSearchParams({ ...own, ordering: isDecided ? ordering : `${ordering},pk` });
  return questionAsked(facts.api, params);
}

/** A canonical string per question: parameters that do not affect which rows a list returns are left out. */
export function questionAsked(path: string, params: URLSearchParams): string {
  if (!isListPath(path)) return path;
  const asked = NAMES.map((name) => [name, params.get(name) ?? USUAL[name] ?? ""]);
  return `${path}?${new URLSearchParams(asked.filter(([, value]) => value !== ""))}`;
}

const USUAL: Readonly<Record<string, string>> = { page: "1", page_size: "20" };

/** Whether a path, or a question, belongs to one of the lists. */
export function isListPath(path: string): boolean {
  return Object.values(LISTS).some(({ api }) => path === api || path.startsWith(`${api}?`));
}

/** A random start address: mostly valid, sometimes partly invalid, sometimes nested. */
export function drawAddress(random: Random, pks: Record<string, readonly unknown[]>): string {
  if (random.chance(0.05)) return "/";
  const list = random.chance(0.5)
    ? "authorization-codes"
    : random.pick(["access-tokens", "refresh-tokens", "source-connections", "source-connections"]);
  const grants = list !== "source-connections";
  const params = new URLSearchParams();
  if (random.chance(0.5)) params.append("other", random.pick(["1", "a b", "ü/&?"]));
  if (random.chance(0.5)) {
    const { orderings = [], ownOrderings = [] } = LISTS[list] ?? {};
    params.append(
      "ordering",
      random.pick(["", "-"]) + random.pick([...orderings, ...ownOrderings]),
    );
  }
  if (random.chance(0.4)) params.append("page", random.pick(["2", "3", "4", "99"]));
  if (random.chance(0.2)) params.append("page_size", random.pick(["20", "50", "50", "100"]));
  if (grants && random.chance(0.2)) params.append("provider", random.pick(["9", "14", "999999"]));
  if (grants && random.chance(0.15)) params.append("user", random.pick(["50", "4"]));
  if (grants && random.chance(0.15)) params.append("exclude_provider", random.pick(["9", "9,14"]));
  if (!grants && random.chance(0.2)) {
    params.append("source__slug", random.pick(["github", "google", "none-such"]));
  }
  if (random.chance(0.15)) params.append("search", random.pick(["git", "a", "zebra zebra"]));
  if (random.chance(0.2)) {
    const [name, value] = random.pick([
      ["page", "abc"],
      ["page_size", "7"],
      ["ordering", "name"],
      ["user", "x"],
      ["group", "not-a-uuid"],
      ["exclude_provider", "9,"],
      ["exclude_group", "9"],
      ["status", "gone"],
      ["within", "0"],
      ["expires_after", "yesterday"],
      ["expires_before", "2026-11-22"],
    ] as const);
    params.append(name, value);
  }
  if (random.chance(0.3)) params.append("other", "2");
  const search = params.size > 0 ? `?${params}` : "";
  if (!random.chance(0.4)) return `/${list}${search}`;
  const known = pks[list] ?? [];
  const pk = random.chance(0.85) && known.length > 0 ? random.pick(known) : "99999999";
  const steps = grants
    ? [
        "",
        "",
        "/user",
        "/provider",
        "/user/groups/00000000-0000-4000-8000-000000000000",
        "/nowhere",
      ]
    : ["", "", "/source", "/group", "/nowhere"];
  return `/${list}/${String(pk)}${random.pick(steps)}${search}`;
}
