import fc from "fast-check";
import { expect, test } from "vitest";
import type { Source } from "../../api/wire/source.ts";
import {
  type GroupLink,
  coversAllUsers,
  sharedIdentifiers,
  sourceHealth,
} from "./source-health.ts";

const OAUTH = "authentik_sources_oauth.oauthsource";

function source(pk: string, more: Partial<Source> = {}): Source {
  const plain = { name: pk, slug: pk, enabled: true, verbose_name: null, component: null };
  return { pk, ...plain, meta_model_name: OAUTH, raw: {}, ...more };
}

const link = (pk: number, source: string, group: string, identifier = `${pk}`): GroupLink => ({
  pk,
  source,
  group,
  identifier,
});

test("disabled but connected sources come first, then those with most groups; other types only if connected", () => {
  const sources = [
    source("a"),
    source("b"),
    source("off", { enabled: false }),
    source("idle", { enabled: false }),
    source("saml", { meta_model_name: "authentik_sources_saml.samlsource" }),
  ];
  const groups = [link(1, "b", "g"), link(2, "b", "h"), link(3, "off", "g"), link(4, "gone", "g")];
  const users = [
    { pk: 1, source: "a", user: 7 },
    { pk: 2, source: "a", user: 7 },
    { pk: 3, source: "a", user: null },
  ];
  const rows = sourceHealth({ sources, groups, users });
  expect(
    rows.map(({ pk, groups, users, isDisabledButConnected }) => [
      pk,
      groups,
      users,
      isDisabledButConnected,
    ]),
  ).toEqual([
    ["off", 1, 0, true],
    ["b", 2, 0, false],
    ["gone", 1, 0, false],
    ["a", 0, 2, false],
    ["idle", 0, 0, false],
  ]);
});

test("unknown numbers are null, not 0", () => {
  const [row] = sourceHealth({ sources: [source("a")], groups: undefined, users: undefined });
  expect(row).toMatchObject({ groups: null, users: null });
  expect(sourceHealth({ sources: undefined, groups: undefined, users: undefined })).toEqual([]);
});

test("a source nested in its connection needs no lookup", () => {
  const nested = source("a", { name: "From the row", enabled: false });
  const groups = [{ ...link(1, "a", "g"), source_obj: nested }];
  const [row] = sourceHealth({ sources: undefined, groups, users: undefined });
  expect(row).toMatchObject({ source: { name: "From the row" }, isDisabledButConnected: true });
});

test.each([
  ["a superuser's", [], { pk: 1, is_superuser: true }, true],
  ["none", [], { pk: 1, is_superuser: false }, false],
  ["one's own", [1, 1], { pk: 1, is_superuser: false }, false],
  ["others' too", [1, 2], { pk: 1, is_superuser: false }, true],
  ["nobody knows whose", [1, 1], undefined, false],
  ["of two, whoever asks", [1, 2], undefined, true],
])("whether rows cover all users: %s", (_name, users, caller, all) => {
  const rows = users.map((user, pk) => ({ pk, source: "a", user }));
  expect(coversAllUsers(rows, caller)).toBe(all);
});

test("counts and shared identifiers agree with a brute-force computation", () => {
  const few = fc.constantFrom("", "a", "b", "c");
  const links = fc
    .array(fc.record({ source: few, group: few, identifier: few }))
    .map((rows) => rows.map((row, pk) => ({ pk, ...row })));
  fc.assert(
    fc.property(links, (groups) => {
      for (const row of sourceHealth({ sources: [], groups, users: undefined })) {
        const theirs = groups.filter((one) => one.source === row.pk);
        const named = new Set(theirs.flatMap(({ group }) => group || []));
        const unnamed = theirs.filter(({ group }) => group === "");
        expect(row.groups).toBe(named.size + unnamed.length);
      }
      const shared = sharedIdentifiers(groups).map(
        ({ source, identifier, links }) =>
          `${source} ${identifier} ${links.map(({ group }) => group).toSorted()}`,
      );
      const expected = ["a", "b", "c"].flatMap((source) =>
        ["a", "b", "c"].flatMap((identifier) => {
          const theirs = ["a", "b", "c"].filter((group) =>
            groups.some(
              (one) =>
                one.source === source && one.identifier === identifier && one.group === group,
            ),
          );
          return theirs.length > 1 ? [`${source} ${identifier} ${theirs}`] : [];
        }),
      );
      expect(shared.toSorted()).toEqual(expected.toSorted());
    }),
  );
});
