import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { momentOf } from "../../model/moment.ts";
import { readFilterValue } from "./filter-values.ts";
import {
  EXPIRY_PARAMS,
  filterCount,
  type ListDefinition,
  type ListState,
  normalizeSearch,
} from "./list-state.ts";
import { ownParams } from "./own-params.ts";
import { decode, encode, patch, withoutDropped } from "./url-codec.ts";

const codes: ListDefinition = {
  sorts: ["pk", "provider", "user", "expires"],
  wholeSorts: ["scope", "issued", "status"],
  defaultSort: "expires",
  server: [
    ["provider", "int"],
    ["user", "int"],
  ],
  exclude: [
    ["provider", "ints"],
    ["user", "ints"],
  ],
  expiry: EXPIRY_PARAMS,
  within: "15",
};
const connections: ListDefinition = {
  sorts: ["pk", "group", "source", "identifier", "created", "last_updated"],
  wholeSorts: [],
  defaultSort: "",
  server: [
    ["group", "uuid"],
    ["source__slug", "slug"],
  ],
  exclude: [
    ["source", "uuids"],
    ["group", "uuids"],
  ],
  expiry: [],
  within: "0",
};
const GROUP = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
const OWN = [
  "page",
  "page_size",
  "ordering",
  "search",
  "provider",
  "user",
  "group",
  "source__slug",
  "status",
  "within",
  "expires_after",
  "expires_before",
  "exclude_provider",
  "exclude_user",
  "exclude_source",
  "exclude_group",
];

const params = (text: string): URLSearchParams => new URLSearchParams(text);
const read = (text: string, definition = codes) => decode(params(text), definition);

const definitionOf = fc.constantFrom(codes, connections);
const valueOf = {
  int: fc.nat().map(String),
  uuid: fc.uuid(),
  ints: fc
    .uniqueArray(fc.nat(), { minLength: 1, maxLength: 20 })
    .map((ids) => ids.toSorted((a, b) => a - b).join(",")),
  uuids: fc
    .uniqueArray(fc.uuid(), { minLength: 1, maxLength: 20 })
    .map((ids) => ids.toSorted().join(",")),
  hex: fc.uuid().map((uuid) => uuid.replaceAll("-", "")),
  name: fc.stringMatching(/^[-\w ]{0,20}\w$/).map((name) => name.trim()),
  slug: fc.stringMatching(/^[-\w]{1,20}$/),
  status: fc.constantFrom("valid", "expiring", "expired", "never"),
  seconds: fc.integer({ min: 1, max: 86_400 }).map(String),
  moment: fc.oneof(
    fc.constant("now"),
    fc.stringMatching(/^now[+-][1-9]\d{0,3}[smhd]$/),
    fc
      .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
      .map((date) => momentOf(date.getTime())),
  ),
};

function someOf(kinds: readonly (readonly [string, keyof typeof valueOf])[]) {
  const entries = kinds.map(([param, kind]) =>
    fc.option(valueOf[kind]).map((value): [string, string][] => (value ? [[param, value]] : [])),
  );
  return fc.tuple(...entries).map((some) => Object.fromEntries(some.flat()));
}

const unlessEmpty = <T extends object>(some: T) => (Object.keys(some).length === 0 ? null : some);

function stateOf(definition: ListDefinition): fc.Arbitrary<ListState> {
  const keys = [...definition.sorts, ...definition.wholeSorts].flatMap((key) => [key, `-${key}`]);
  const state = fc.record({
    page: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    page_size: fc.constantFrom(20, 50, 100),
    sort: fc.constantFrom(definition.defaultSort, ...keys),
    search: fc.string({ unit: "binary" }).map(normalizeSearch),
    server: someOf(definition.server),
    expiry: someOf(definition.expiry).map(({ within, ...chosen }) =>
      unlessEmpty(chosen["status"] === "expiring" ? { ...chosen, within: within ?? "15" } : chosen),
    ),
    exclude: someOf(definition.exclude).map((some) =>
      unlessEmpty(
        Object.fromEntries(Object.entries(some).map(([name, ids]) => [name, ids.split(",")])),
      ),
    ),
  });
  return state as fc.Arbitrary<ListState>;
}

const cases = definitionOf.chain((definition) =>
  fc.record({ definition: fc.constant(definition), state: stateOf(definition) }),
);
const foreign = fc.array(
  fc.tuple(
    fc.string({ unit: "binary" }).filter((name) => !OWN.includes(name)),
    fc.string({ unit: "binary" }),
  ),
);
/** Search strings with own parameters of any kind, repeated and empty ones, and foreign ones. */
const anySearch = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom(...OWN), fc.string()),
      fc.oneof(fc.string(), fc.constantFrom("", "3", "50", "-expires", "pk", GROUP), fc.integer()),
    ),
  )
  .map((pairs) => new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])));

describe("decode", () => {
  test("an empty search string gives the default state", () => {
    const state = {
      page: 1,
      page_size: 20,
      sort: "expires",
      search: "",
      server: {},
      expiry: null,
      exclude: null,
    };
    expect(read("")).toEqual({ state, dropped: [] });
  });

  test("reads the API's own parameters", () => {
    const text =
      "search=ama&ordering=-user&page=3&page_size=50&provider=7&user=12" +
      "&status=expiring&expires_after=now&exclude_user=3,4";
    expect(read(text)).toEqual({
      state: {
        page: 3,
        page_size: 50,
        sort: "-user",
        search: "ama",
        server: { provider: "7", user: "12" },
        expiry: { status: "expiring", within: "15", expires_after: "now" },
        exclude: { user: ["3", "4"] },
      },
      dropped: [],
    });
  });

  test.each([
    ["page", "abc", codes],
    ["page", "0", codes],
    ["page", "-1", codes],
    ["page", "1.0", codes],
    ["page", "1e3", codes],
    ["page", "last", codes],
    ["page", "99999999999999999999", codes],
    ["page_size", "30", codes],
    ["page_size", "abc", codes],
    ["page_size", "0", codes],
    ["ordering", "is_expired", codes],
    ["ordering", "--pk", codes],
    ["ordering", "-", codes],
    ["ordering", "provider,expires", codes],
    ["ordering", "source_obj", connections],
    ["provider", "abc", codes],
    ["provider", "-5", codes],
    ["provider", "7.5", codes],
    ["user", "akadmin", codes],
    ["group", "abc", connections],
    ["group", "7", connections],
    ["source__slug", "not a slug", connections],
    ["source__slug", "a\0", connections],
    ["exclude_provider", "abc", codes],
    ["exclude_provider", "9999999999999999", codes],
    ["exclude_user", "7 9", codes],
    ["exclude_source", "github", connections],
    ["status", "Expired", codes],
    ["status", "all", codes],
    ["within", "0", codes],
    ["within", "2592001", codes],
    ["within", "1.5", codes],
    ["expires_after", "yesterday", codes],
    ["expires_after", "2026-11-22T12:00:00", codes],
    ["expires_after", "2026-11-22", codes],
    ["expires_before", "now-5", codes],
    ["expires_before", "now-5w", codes],
    ["expires_before", "2026-13-22T12:00:00Z", codes],
    ["expires_before", "1764000000", codes],
  ] as const)(
    "%s=%s is invalid: it gives the default, and a notice",
    (param, value, definition) => {
      const search = new URLSearchParams({ [param]: value });
      const found = decode(search, definition);
      expect(found.state).toEqual(read("", definition).state);
      expect(found.dropped).toMatchObject([
        { param, value, reason: expect.stringMatching(/^not /) },
      ]);
      expect(withoutDropped(search, found.dropped).toString()).toBe("");
    },
  );

  test.each([
    ["exclude_user=1,2,x", "exclude_user=1%2C2", "x", "not numeric ids, 20 at most", codes],
    [
      "exclude_user=9,x&exclude_user=x, 2 ,,y",
      "exclude_user=2",
      "x,y",
      "not numeric ids, 20 at most",
      codes,
    ],
    [
      `a=1&exclude_group=${GROUP},7`,
      `a=1&exclude_group=${GROUP}`,
      "7",
      "not UUIDs, 20 at most",
      connections,
    ],
    [
      `exclude_user=${Array.from({ length: 22 }, (_, id) => id).join()}`,
      `exclude_user=${Array.from({ length: 20 }, (_, id) => id).join("%2C")}`,
      "20,21",
      "not numeric ids, 20 at most",
      codes,
    ],
  ] as const)(
    "of %s, %s is kept, and the rest is told",
    (text, kept, value, reason, definition) => {
      const { state, dropped } = read(text, definition);
      expect(dropped.at(-1)).toMatchObject({ value, reason });
      const left = withoutDropped(params(text), dropped);
      expect(left.toString()).toBe(kept);
      expect(decode(left, definition)).toEqual({ state, dropped: [] });
    },
  );

  test.each([
    ["user=%20%23103,364", "103364"],
    ["user=%5B7%5D", "7"],
    ["user=%E2%80%8B7", "7"],
  ])("%s is read as the id that it holds", (text, id) => {
    expect(read(text)).toMatchObject({ state: { server: { user: id } }, dropped: [] });
  });

  test.each([
    ["provider=99999999", codes],
    ["page=99999999", codes],
    ["source__slug=nope", connections],
    [`group=${GROUP.replaceAll("a", "f")}`, connections],
  ])("%s is well-formed and stays, whether it exists or not", (text, definition) => {
    const found = read(text, definition);
    expect(found.dropped).toEqual([]);
    expect(encode(found.state, definition).toString()).toBe(text);
  });

  test("the last of repeated parameters wins, and an empty value counts as none", () => {
    expect(read("provider=1&provider=2").state.server).toEqual({ provider: "2" });
    expect(read("provider=1&provider=").state.server).toEqual({});
    expect(read("page=3&page=abc").state.page).toBe(1);
    expect(read("page=&ordering=&page_size=").dropped).toEqual([]);
  });

  test("several ids have one canonical text, however they are written", () => {
    expect(read("exclude_provider=10,+9,010,9").state.exclude).toEqual({
      provider: ["9", "10"],
    });
    const other = GROUP.replaceAll("a", "0");
    const found = read(`exclude_group=${GROUP.toUpperCase()},${other},${GROUP}`, connections);
    expect(found.state.exclude).toEqual({ group: [other, GROUP] });
    expect(found.dropped).toEqual([]);
  });

  test("a filter of another list is not read", () => {
    expect(read(`group=${GROUP}&source__slug=x`).state.server).toEqual({});
  });

  test("spaces around a value and other spellings of a UUID give the same value", () => {
    expect(read("provider=+7+&ordering=+-pk").state).toMatchObject({
      server: { provider: "7" },
      sort: "-pk",
    });
    expect(readFilterValue("uuid", GROUP.replaceAll("-", "").toUpperCase())).toBe(GROUP);
  });

  test.each([
    ["now", "now"],
    ["NOW-05m", "now-5m"],
    ["now+0s", "now"],
    // A "+" typed into the URL is decoded as a space.
    ["now 60s", "now+60s"],
    ["2026-11-22T13:00:00+01:00", "2026-11-22T12:00:00Z"],
    ["2026-11-22T13:00 01:00", "2026-11-22T12:00:00Z"],
    ["2026-11-22t12:00:00.250z", "2026-11-22T12:00:00.250Z"],
  ])("the moment %s is read as %s", (text, canonical) => {
    expect(readFilterValue("moment", text)).toBe(canonical);
  });

  test("a search without a term counts as none, since the server would answer with every row", () => {
    for (const text of ["", "   ", " , ,", '""', "'"]) expect(normalizeSearch(text)).toBe("");
    expect(normalizeSearch("  ama  okafor ")).toBe("ama  okafor");
    expect(normalizeSearch("o'brien")).toBe("o'brien");
  });

  test("never throws, and what it keeps is canonical", () => {
    fc.assert(
      fc.property(anySearch, definitionOf, (search, definition) => {
        const { state } = decode(search, definition);
        expect(decode(encode(state, definition), definition)).toEqual({ state, dropped: [] });
      }),
    );
  });

  test("removing what was dropped keeps the state and leaves nothing to drop", () => {
    fc.assert(
      fc.property(anySearch, definitionOf, (search, definition) => {
        const first = decode(search, definition);
        const second = decode(withoutDropped(search, first.dropped), definition);
        expect(second).toEqual({ state: first.state, dropped: [] });
      }),
    );
  });
});

describe("encode", () => {
  test("decodes to what was encoded as text", () => {
    fc.assert(
      fc.property(cases, foreign, ({ definition, state }, others) => {
        const text = encode(state, definition, new URLSearchParams(others)).toString();
        expect(decode(params(text), definition)).toEqual({ state, dropped: [] });
      }),
    );
  });

  test("defaults are omitted", () => {
    expect(encode(read("").state, codes).toString()).toBe("");
    const spelled = params("page=1&ordering=expires&search=");
    expect(encode(decode(spelled, codes).state, codes, spelled).toString()).toBe("");
  });

  test("a page size that is written stays: without it, the one chosen last would count", () => {
    expect(patch(params("page_size=20&x=1"), { page: 2 }, codes).toString()).toBe(
      "page_size=20&x=1&page=2",
    );
    expect(patch(params("page_size=50"), { page_size: 20 }, codes).toString()).toBe("page_size=20");
  });

  test("parameters keep their place, and repeated own ones are merged", () => {
    const search = params("x=1&provider=1&y=2&provider=7&x=3");
    expect(encode(decode(search, codes).state, codes, search).toString()).toBe(
      "x=1&provider=7&y=2&x=3",
    );
  });
});

describe("patch", () => {
  test("a change leads to page 1 and keeps the rest", () => {
    const search = params("page=4&ordering=-pk&theme=x&provider=7");
    expect(patch(search, { search: "ama" }, codes).toString()).toBe(
      "ordering=-pk&theme=x&provider=7&search=ama",
    );
    expect(patch(search, { server: { provider: null, user: "3" } }, codes).toString()).toBe(
      "ordering=-pk&theme=x&user=3",
    );
    expect(patch(search, { page_size: 50 }, codes).toString()).toContain("page_size=50");
    expect(patch(search, { sort: "expires" }, codes).toString()).toBe("theme=x&provider=7");
    expect(search.get("page")).toBe("4");
  });

  test("changing the page changes nothing else", () => {
    expect(patch(params("page=4&provider=7"), { page: 5 }, codes).toString()).toBe(
      "page=5&provider=7",
    );
    expect(patch(params("page=4&provider=7"), { page: 1 }, codes).toString()).toBe("provider=7");
  });

  test("never leaves a stale page, and unknown parameters survive in order", () => {
    fc.assert(
      fc.property(cases, foreign, anySearch, ({ definition, state }, others, noise) => {
        const search = new URLSearchParams([...noise, ...others]);
        const { page, ...change } = state;
        const changed = patch(search, change, definition);
        expect(changed.has("page")).toBe(false);
        const kept = (from: URLSearchParams): [string, string][] =>
          [...from].filter(([name]) => !ownParams(definition).includes(name));
        expect(kept(changed)).toEqual(kept(search));
        const stepped = patch(changed, { page }, definition);
        expect(decode(stepped, definition).state.page).toBe(page);
        expect(kept(stepped)).toEqual(kept(search));
      }),
    );
  });
});

test("an invalid excluded id does not affect the others", () => {
  const search = params("exclude_provider=7");
  const both = { exclude: { provider: ["9", "7", "no id"] } };
  expect(patch(search, both, codes).toString()).toBe("exclude_provider=7%2C9");
});

test("within belongs to the status expiring, and does not count as a filter", () => {
  expect(filterCount(read("status=expiring&within=30&provider=7").state)).toBe(2);
});

test("within is dropped without the status expiring, and reported", () => {
  const { state, dropped } = read("status=valid&within=30");
  expect(state.expiry).toEqual({ status: "valid" });
  expect(dropped).toEqual([
    { param: "within", value: "30", reason: "only used with status=expiring" },
  ]);
  expect(read("within=30").state.expiry).toBeNull();
  expect(
    patch(params("status=expiring&within=30"), { expiry: { status: "valid" } }, codes).toString(),
  ).toBe("status=valid");
});
