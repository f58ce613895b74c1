import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { momentOf } from "../../model/moment.ts";
import {
  decode,
  encode,
  type ListDefinition,
  type ListState,
  normalizeSearch,
  patch,
  readFilterValue,
  toRequest,
  withoutDropped,
} from "./list-params.ts";

const codes: ListDefinition = {
  orderings: ["pk", "provider", "user", "expires"],
  defaultOrdering: "expires",
  filters: [
    { param: "provider", kind: "int" },
    { param: "user", kind: "int" },
    { param: "exclude_provider", kind: "ints" },
    { param: "exclude_user", kind: "ints" },
    { param: "status", kind: "status" },
    { param: "within", kind: "seconds" },
    { param: "expires_after", kind: "moment" },
    { param: "expires_before", kind: "moment" },
  ],
};
const connections: ListDefinition = {
  orderings: ["pk", "group", "source", "identifier", "created", "last_updated"],
  defaultOrdering: "",
  filters: [
    { param: "group", kind: "uuid" },
    { param: "source__slug", kind: "slug" },
    { param: "exclude_source", kind: "uuids" },
    { param: "exclude_group", kind: "uuids" },
  ],
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

function stateOf(definition: ListDefinition): fc.Arbitrary<ListState> {
  const keys = definition.orderings.flatMap((key) => [key, `-${key}`]);
  const filters = definition.filters.map(({ param, kind }) =>
    fc.option(valueOf[kind]).map((value): [string, string][] => (value ? [[param, value]] : [])),
  );
  return fc.record({
    page: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    page_size: fc.constantFrom(20, 50, 100),
    ordering: fc.constantFrom(definition.defaultOrdering, ...keys),
    search: fc.string({ unit: "binary" }).map(normalizeSearch),
    filters: fc.tuple(...filters).map((entries) => Object.fromEntries(entries.flat())),
  });
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
  test("an empty search string is the default", () => {
    const state = { page: 1, page_size: 20, ordering: "expires", search: "", filters: {} };
    expect(read("")).toEqual({ params: state, dropped: [] });
  });

  test("reads the API's own words", () => {
    const text = "search=ama&ordering=-user&page=3&page_size=50&provider=7&user=12";
    expect(read(text)).toEqual({
      params: {
        page: 3,
        page_size: 50,
        ordering: "-user",
        search: "ama",
        filters: { provider: "7", user: "12" },
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
    ["exclude_provider", "7,", codes],
    ["exclude_provider", "9999999999999999", codes],
    ["exclude_provider", "7,,9", codes],
    ["exclude_user", "7 9", codes],
    ["exclude_user", Array.from({ length: 21 }, (_, id) => id).join(), codes],
    ["exclude_source", "github", connections],
    ["exclude_group", `${GROUP},7`, connections],
    ["status", "Expired", codes],
    ["status", "all", codes],
    ["within", "0", codes],
    ["within", "86401", codes],
    ["within", "1.5", codes],
    ["expires_after", "yesterday", codes],
    ["expires_after", "2026-11-22T12:00:00", codes],
    ["expires_after", "2026-11-22", codes],
    ["expires_before", "now-5", codes],
    ["expires_before", "now-5w", codes],
    ["expires_before", "2026-13-22T12:00:00Z", codes],
    ["expires_before", "1764000000", codes],
  ] as const)(
    "%s=%s is of the wrong kind: the default, and a notice",
    (param, value, definition) => {
      const search = new URLSearchParams({ [param]: value });
      const found = decode(search, definition);
      expect(found.params).toEqual(read("", definition).params);
      expect(found.dropped).toEqual([{ param, value, reason: expect.stringMatching(/^not /) }]);
      expect(withoutDropped(search, found.dropped).toString()).toBe("");
    },
  );

  test.each([
    ["provider=99999999", codes],
    ["page=99999999", codes],
    ["source__slug=nope", connections],
    [`group=${GROUP.replaceAll("a", "f")}`, connections],
  ])("%s is well-formed and stays, whether it exists or not", (text, definition) => {
    const found = read(text, definition);
    expect(found.dropped).toEqual([]);
    expect(encode(found.params, definition).toString()).toBe(text);
  });

  test("the last of repeated parameters wins, an empty value is none", () => {
    expect(read("provider=1&provider=2").params.filters).toEqual({ provider: "2" });
    expect(read("provider=1&provider=").params.filters).toEqual({});
    expect(read("page=3&page=abc").params.page).toBe(1);
    expect(read("page=&ordering=&page_size=").dropped).toEqual([]);
  });

  test("several ids are one text, however they are written", () => {
    expect(read("exclude_provider=10,+9,010,9").params.filters).toEqual({
      exclude_provider: "9,10",
    });
    const other = GROUP.replaceAll("a", "0");
    const found = read(`exclude_group=${GROUP.toUpperCase()},${other},${GROUP}`, connections);
    expect(found.params.filters).toEqual({ exclude_group: `${other},${GROUP}` });
    expect(found.dropped).toEqual([]);
  });

  test("a filter of another list is not read", () => {
    expect(read(`group=${GROUP}&source__slug=x`).params.filters).toEqual({});
  });

  test("spaces around a value and other spellings of a UUID are the same value", () => {
    expect(read("provider=+7+&ordering=+-pk").params).toMatchObject({
      filters: { provider: "7" },
      ordering: "-pk",
    });
    expect(readFilterValue("uuid", GROUP.replaceAll("-", "").toUpperCase())).toBe(GROUP);
  });

  test.each([
    ["now", "now"],
    ["NOW-05m", "now-5m"],
    ["now+0s", "now"],
    // A "+" that was typed into the address as it is.
    ["now 60s", "now+60s"],
    ["2026-11-22T13:00:00+01:00", "2026-11-22T12:00:00Z"],
    ["2026-11-22T13:00 01:00", "2026-11-22T12:00:00Z"],
    ["2026-11-22t12:00:00.250z", "2026-11-22T12:00:00.250Z"],
  ])("the moment %s is %s", (text, canonical) => {
    expect(readFilterValue("moment", text)).toBe(canonical);
  });

  test("a search without a term is none, since the server would answer with every row", () => {
    for (const text of ["", "   ", " , ,", '""', "'"]) expect(normalizeSearch(text)).toBe("");
    expect(normalizeSearch("  ama  okafor ")).toBe("ama  okafor");
    expect(normalizeSearch("o'brien")).toBe("o'brien");
  });

  test("never throws, and what it keeps is canonical", () => {
    fc.assert(
      fc.property(anySearch, definitionOf, (search, definition) => {
        const { params: state } = decode(search, definition);
        expect(decode(encode(state, definition), definition)).toEqual({
          params: state,
          dropped: [],
        });
      }),
    );
  });

  test("without the dropped ones, the same state and nothing to drop", () => {
    fc.assert(
      fc.property(anySearch, definitionOf, (search, definition) => {
        const first = decode(search, definition);
        const second = decode(withoutDropped(search, first.dropped), definition);
        expect(second).toEqual({ params: first.params, dropped: [] });
      }),
    );
  });
});

describe("encode", () => {
  test("decodes to what was encoded, through text", () => {
    fc.assert(
      fc.property(cases, foreign, ({ definition, state }, others) => {
        const text = encode(state, definition, new URLSearchParams(others)).toString();
        expect(decode(params(text), definition)).toEqual({ params: state, dropped: [] });
      }),
    );
  });

  test("defaults are not written", () => {
    expect(encode(read("").params, codes).toString()).toBe("");
    const spelled = params("page=1&page_size=20&ordering=expires&search=");
    expect(encode(decode(spelled, codes).params, codes, spelled).toString()).toBe("");
  });

  test("parameters keep their place, repeated own ones become one", () => {
    const search = params("x=1&provider=1&y=2&provider=7&x=3");
    expect(encode(decode(search, codes).params, codes, search).toString()).toBe(
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
    expect(patch(search, { filters: { provider: null, user: "3" } }, codes).toString()).toBe(
      "ordering=-pk&theme=x&user=3",
    );
    expect(patch(search, { page_size: 50 }, codes).toString()).toContain("page_size=50");
    expect(patch(search, { ordering: "expires" }, codes).toString()).toBe("theme=x&provider=7");
    expect(search.get("page")).toBe("4");
  });

  test("a step to a page changes the page alone", () => {
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
        expect(decode(stepped, definition).params.page).toBe(page);
        expect(kept(stepped)).toEqual(kept(search));
      }),
    );
  });
});

function ownParams(definition: ListDefinition): string[] {
  return [
    "page",
    "page_size",
    "ordering",
    "search",
    ...definition.filters.map(({ param }) => param),
  ];
}

describe("toRequest", () => {
  test("leaves out what is not set", () => {
    const { params: state } = read("ordering=-user&provider=7");
    expect(toRequest(state, codes)).toEqual({
      page: 1,
      page_size: 20,
      ordering: "-user",
      filters: { provider: "7" },
    });
    expect(toRequest(read("ordering=-pk&search=a").params, codes)).toEqual({
      page: 1,
      page_size: 20,
      ordering: "-pk",
      search: "a",
      filters: {},
    });
  });

  test("an order left to the server is not sent", () => {
    expect(toRequest(read("", connections).params, connections)).not.toHaveProperty("ordering");
  });
});
