import fc from "fast-check";
import { expect, test } from "vitest";
import { readAuthorizationCode } from "../../api/wire/grant.ts";
import type { Row } from "../../api/wire/page.ts";
import { readGroupConnection } from "../../api/wire/connections/group-connection.ts";
import { microsOf } from "../../model/moment.ts";
import { rowOrder } from "./row-order.ts";
import { comparing } from "../../sandbox/rules/ordering.ts";
import { authorizationCodes } from "../../resources/authorization-codes/authorization-codes-resource.ts";
import { groupConnections } from "../../resources/group-connections/group-connections-resource.ts";
import { orderOf } from "./paginate.ts";
import { createFakeAuthentik } from "../../testing/fake-authentik.ts";

const authentik = createFakeAuthentik({ rows: 400 });

async function rowsOf<T>(path: string, ordering: string, read: (value: any) => Row<T>) {
  return (await authentik.peekAll(`${path}?ordering=${ordering},pk`)).map((row) => read(row));
}

const pks = (rows: readonly Row<{ pk: number }>[]) =>
  rows.map((row) => (row.readable ? row.value.pk : null));

const signed = (keys: string[]) => keys.flatMap((key) => [key, `-${key}`]);

test.each(signed(["pk", "expires", "provider", "user"]))(
  "codes as on the server: %s",
  async (key) => {
    const rows = await rowsOf("oauth2/authorization_codes/", key, readAuthorizationCode);
    expect(rows.length).toBeGreaterThan(300);
    expect(pks(rows.toReversed().toSorted(orderOf(authorizationCodes, key)))).toEqual(pks(rows));
  },
);

test.each(signed(["pk", "group", "source", "identifier", "created", "last_updated"]))(
  "connections as on the server: %s",
  async (key) => {
    const rows = await rowsOf("sources/group_connections/oauth/", key, readGroupConnection);
    expect(rows.length).toBeGreaterThan(50);
    expect(pks(rows.toReversed().toSorted(orderOf(groupConnections, key)))).toEqual(pks(rows));
  },
);

test("any texts are compared as in the sandbox, which compares as the recorded databases do", () => {
  const texts = fc.array(fc.string({ unit: "binary" }), { maxLength: 30 });
  fc.assert(
    fc.property(texts, fc.constantFrom("", "-"), (names, sign) => {
      const values = names.map((name, pk) => ({ pk, name }));
      const row = (value: { pk: number; name: string }) =>
        ({ readable: true, value, raw: {}, problems: [] }) as Row<typeof value>;
      const ours = values
        .map(row)
        .toSorted(rowOrder<{ pk: number; name: string }>(`${sign}name`, ({ name }) => name));
      const columns = {
        name: { of: (value: { name: string }) => value.name, text: true },
        pk: { of: (value: { pk: number }) => value.pk },
      };
      const theirs = values.toSorted(comparing([`${sign}name`, "pk"], columns as never));
      expect(pks(ours)).toEqual(theirs.map(({ pk }) => pk));
    }),
  );
});

test.each([
  ["2026-11-22T12:00:00Z", 0],
  ["2026-11-22T12:00:00.000001Z", 1],
  ["2026-11-22T12:00:00.5Z", 500_000],
  ["2026-11-22T13:00:00.123456+01:00", 123_456],
])("%s is read to the microsecond", (time, micros) => {
  expect(microsOf(time)).toBe(Date.UTC(2026, 10, 22, 12) * 1000 + micros);
});
