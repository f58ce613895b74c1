import { screen, waitFor, within } from "../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import {
  closeConsole,
  keys,
  openConsole,
  pager,
  passTime,
  row,
  sortButton,
} from "../testing/console.tsx";
import { START } from "../testing/fake-authentik.ts";
import {
  allCodes,
  CODES,
  expectNothingUnknown,
  pksOf,
  type SentCode,
} from "../testing/all-codes.ts";

afterEach(closeConsole);

const STATUS: Record<string, (row: SentCode) => boolean> = {
  valid: ({ ends }) => ends !== null && ends >= START,
  expiring: ({ ends }) => ends !== null && ends >= START && ends < START + 15_000,
  expired: ({ ends }) => ends !== null && ends < START,
  never: ({ ends }) => ends === null,
};
const isIn = (status: string) => STATUS[status]!;

async function shows(rows: readonly SentCode[], page = 1, size = 20) {
  const expected = pksOf(rows).slice((page - 1) * size, page * size);
  await waitFor(() => expect(keys()).toEqual(expected));
}

const click = (name: string) => pager().getByRole("link", { name }).click();
const status = () => screen.getByRole<HTMLSelectElement>("combobox", { name: "Status" });

describe.each(Object.keys(STATUS))("status=%s", (name) => {
  test.each(["expires", "-expires", "pk", "-user", "provider"])(
    "ordered by %s: exactly the matching rows, on every page",
    async (ordering) => {
      const { authentik } = openConsole(`/authorization-codes?status=${name}&ordering=${ordering}`);
      const reversed = ordering === "-expires";
      const all = await allCodes(authentik, reversed ? "expires" : ordering);
      const rows = (reversed ? all.toReversed() : all).filter(isIn(name));
      expect(rows.length).toBeGreaterThan(0);
      await shows(rows);
      for (let page = 2; (page - 1) * 20 < rows.length; page += 1) {
        click(String(page));
        await shows(rows, page);
      }
      expectNothingUnknown(authentik);
    },
  );
});

test.each([50, 100])("with provider and user filters, %s a page and another sort", async (size) => {
  const { authentik } = openConsole(`/authorization-codes?status=valid&page_size=${size}`, {
    rows: 312,
  });
  const all = (await allCodes(authentik)).filter(isIn("valid"));
  await shows(all, 1, size);
  click("2");
  await shows(all, 2, size);
  sortButton("User").click();
  await shows((await allCodes(authentik, "user")).filter(isIn("valid")), 1, size);
  expect(
    screen.getByText(`Loaded all ${all.length} codes and sorted here`, { exact: false }),
  ).toBeTruthy();
  const { provider, user } = all[0]!;
  for (const filters of [`provider=${provider.pk}`, `provider=${provider.pk}&user=${user.pk}`]) {
    closeConsole();
    const again = openConsole(`/authorization-codes?status=valid&ordering=-pk&${filters}`, {
      rows: 312,
    });
    await shows((await allCodes(again.authentik, "-pk", `&${filters}`)).filter(isIn("valid")));
    expectNothingUnknown(again.authentik);
  }
});

test("a status chosen in the select is in the URL, and Back undoes it", async () => {
  const { authentik, user, url, back } = openConsole("/authorization-codes?page=2&y=1");
  const all = await allCodes(authentik);
  await shows(all, 2);
  await user.selectOptions(status(), "Expired");
  expect(url()).toBe("/authorization-codes?y=1&status=expired");
  await shows(all.filter(isIn("expired")));
  expect(screen.queryByRole("button", { name: "Expired first" })).toBeNull();
  await user.selectOptions(status(), "Expiring");
  expect(url()).toBe("/authorization-codes?y=1&status=expiring");
  await shows(all.filter(isIn("expiring")));
  const within = screen.getByRole("spinbutton", { name: /^within/ });
  await user.clear(within);
  await user.type(within, "60{Enter}");
  expect(url()).toBe("/authorization-codes?y=1&status=expiring&within=60");
  const soon = ({ ends }: SentCode) => ends !== null && ends >= START && ends < START + 60_000;
  await shows(all.filter(soon));
  await back();
  await back();
  await shows(all.filter(isIn("expired")));
  await back();
  await shows(all, 2);
  expect(status().value).toBe("");
});

test("a range from a preset and set by hand; an empty one says so without a request", async () => {
  const { authentik, user, url } = openConsole("/authorization-codes");
  const all = await allCodes(authentik);
  const between = (from: number, to: number) =>
    all.filter(({ ends }) => ends !== null && ends >= from && ends < to);
  await user.click(screen.getByRole("button", { name: "Expiry" }));
  await user.click(await screen.findByRole("button", { name: "Next minute" }));
  expect(url()).toBe("/authorization-codes?expires_after=now&expires_before=now%2B1m");
  await shows(between(START, START + 60_000));

  await user.click(screen.getByRole("button", { name: "Expiry now to in 1 min" }));
  await user.selectOptions(await screen.findByRole("combobox", { name: "From" }), "before now");
  await user.click(screen.getByRole("button", { name: "Apply" }));
  expect(url()).toBe("/authorization-codes?expires_after=now-5m&expires_before=now%2B1m");
  await shows(between(START - 300_000, START + 60_000));

  await user.selectOptions(status(), "Expired");
  await shows(between(START - 300_000, START));
  const asked = authentik.askedFor(CODES).length;
  await user.selectOptions(status(), "Never expires");
  expect(await screen.findByText(/The time range is empty/)).toBeTruthy();
  expect(authentik.askedFor(CODES)).toHaveLength(asked);
  await user.click(screen.getByRole("button", { name: "Remove all filters" }));
  expect(url()).toBe("/authorization-codes");
  await shows(all);
  expectNothingUnknown(authentik);
});

test.each([
  ["status=gone", "status"],
  ["within=0", "within"],
  ["expires_after=yesterday", "expires_after"],
])("%s is removed from the URL, with a message", async (search, param) => {
  const { url } = openConsole(`/authorization-codes?${search}`);
  expect(await screen.findByText(new RegExp(`^Removed from the address: ${param}=`))).toBeTruthy();
  expect(url()).toBe("/authorization-codes");
});

test.each(["ordering=user", "ordering=expires"])(
  "%s: a page past the end of the slice is replaced by its last page",
  async (ordering) => {
    const { authentik, url } = openConsole(`/authorization-codes?status=valid&page=99&${ordering}`);
    const key = ordering.replace("ordering=", "");
    const rows = (await allCodes(authentik, key)).filter(isIn("valid"));
    const last = Math.ceil(rows.length / 20);
    await shows(rows, last);
    expect(url()).toContain(`page=${last}`);
    expect(screen.getByText(/^Page 99 is past the end/)).toBeTruthy();
    click("1");
    await shows(rows, 1);
  },
);

test.each(["ordering=user&", ""])(
  "previous and next step through the rows of the slice, across its pages: %s",
  async (ordering) => {
    const { authentik, user, url } = openConsole(`/authorization-codes?${ordering}status=valid`);
    const key = ordering === "" ? "expires" : "user";
    const rows = (await allCodes(authentik, key)).filter(isIn("valid"));
    await shows(rows);
    const [before, after] = pksOf(rows).slice(19, 21);
    await user.click(within(row(before!)).getByRole("link", { name: /authorization code/ }));
    const next = await screen.findByRole("link", { name: "Next" });
    await waitFor(() => expect(next.getAttribute("aria-disabled")).toBeNull());
    await user.click(next);
    expect(url()).toBe(`/authorization-codes/${after}?${ordering}status=valid&page=2`);
    await shows(rows, 2);
  },
);

test.each(["ordering=user&", ""])(
  "a first load uses the server's clock, not the browser's: %s",
  async (ordering) => {
    const skew = 2 * 3_600_000;
    const { authentik } = openConsole(`/authorization-codes?${ordering}status=valid`, { skew });
    const rows = await allCodes(authentik, ordering === "" ? "expires" : "user");
    await shows(rows.filter(({ ends }) => ends !== null && ends >= START + skew));
  },
);

test.each([
  ["in another order than that of expiry", "?status=expired&ordering=-pk"],
  ["of a search", "?status=expired&ordering=-pk&search=scope:offline_access"],
])(
  "after the server's clock was set, the rows %s are those of the corrected time",
  async (_, search) => {
    const { authentik, user } = openConsole(`/authorization-codes${search}`, { rows: 500 });
    const sent = await authentik.peekAll(`${CODES}?ordering=-pk`);
    const offline = sent.filter(({ scope }) => scope.includes("offline_access"));
    const searched = new Set((search.includes("scope:") ? offline : sent).map(({ pk }) => pk));
    const all = (await allCodes(authentik, "-pk")).filter(({ pk }) => searched.has(pk));
    const expiredAt = (now: number) => all.filter(({ ends }) => ends !== null && ends < now);
    await shows(expiredAt(START));
    authentik.setClock(-90_000);
    await user.click(screen.getByRole("button", { name: "Refresh" }));
    const before = expiredAt(START - 90_000);
    expect(before.length).not.toBe(expiredAt(START).length);
    await shows(before);
  },
);

test.each(["?ordering=-pk", "?ordering=-pk&search=scope:openid"])(
  "rows read for another time are discarded if a first load finds that the clock was set: %s",
  async (search) => {
    const { authentik, user, quiet } = openConsole(`/authorization-codes${search}`, { rows: 500 });
    await quiet();
    authentik.setClock(-90_000);
    await user.selectOptions(status(), "Expired");
    const sent = await authentik.peekAll(`${CODES}?ordering=-pk`);
    const open = new Set(sent.filter(({ scope }) => scope.includes("openid")).map(({ pk }) => pk));
    const expired = (await allCodes(authentik, "-pk")).filter(
      ({ pk, ends }) =>
        ends !== null && ends < START - 90_000 && (!search.includes("scope:") || open.has(pk)),
    );
    await shows(expired);
  },
);

test("the bounds of a status follow the clock on each refresh", async () => {
  const { authentik, user } = openConsole("/authorization-codes?status=expired");
  const all = await allCodes(authentik);
  await shows(all.filter(isIn("expired")));
  passTime(10_000);
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await shows(all.filter(({ ends }) => ends !== null && ends < START + 10_000));
});
