import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { closeConsole, findTable, keys, openConsole, pager, row } from "../../testing/console.tsx";
import { type FakeAuthentik, json, START } from "../../testing/fake-authentik.ts";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";
const CONNECTIONS = "sources/group_connections/oauth/";

const excluded = () => within(screen.getByRole("region", { name: "Excluded" }));
const has = (word: string, ...texts: (string | null | undefined)[]) =>
  texts.some((text) => text?.toLowerCase().includes(word));
const isExpired = (code: any) => code.expires !== null && Date.parse(code.expires) < START;

function expectNeverSent(authentik: FakeAuthentik): void {
  const names = authentik.asked.flatMap(({ params }) => [...params.keys()]);
  expect(names.filter((name) => /exclude|status|within|expires_/.test(name))).toEqual([]);
}

async function openMenu(user: ReturnType<typeof openConsole>["user"], pk: number) {
  await user.click(within(row(pk)).getByRole("button", { name: /^Actions for/ }));
  const menu = within(await screen.findByRole("menu"));
  return (group: string) => within(menu.getByRole("group", { name: group }));
}

describe.each(["2026.2", "2024.8"])("codes, authentik %s", (version) => {
  const not = (...providers: number[]) => ({
    test: (code: any) => !providers.includes(code.provider.pk),
    param: `exclude_provider=${providers.join()}`,
  });
  const notUser = (...users: number[]) => ({
    test: (code: any) => !users.includes(code.user.pk),
    param: `exclude_user=${users.join()}`,
  });

  test.each<[string, { test: (code: any) => boolean; param: string }[], (code: any) => boolean]>([
    ["", [not(9)], () => true],
    ["", [not(9, 14)], () => true],
    ["", [notUser(4)], () => true],
    ["ordering=-expires", [not(9), notUser(4, 12)], () => true],
    ["ordering=user", [not(14)], () => true],
    ["provider=9", [notUser(10, 555)], (code) => code.provider.pk === 9],
    ["provider=14", [not(14)], (code) => code.provider.pk === 14],
    ["status=expired", [not(9)], isExpired],
    ["status=never&ordering=-pk", [not(9)], (code) => code.expires === null],
    [
      "status=expired&ordering=provider&search=scope:email",
      [not(9), notUser(4)],
      (code) => isExpired(code) && has("email", ...code.scope),
    ],
    [
      "search=grafana",
      [notUser(4)],
      (code) =>
        has(
          "grafana",
          code.provider.name,
          code.provider.assigned_application_name,
          code.provider.assigned_application_slug,
          code.provider.client_id,
          code.user.name,
          code.user.username,
          code.user.email,
          ...code.scope,
        ),
    ],
    ["search=status:expired", [not(14)], isExpired],
  ])("%s, case %#", async (asked, exclusions, keeps) => {
    const params = [asked, ...exclusions.map(({ param }) => param), "page_size=100"];
    const { authentik } = openConsole(`/authorization-codes?${params.filter(Boolean).join("&")}`, {
      version,
    });
    const ordering = /ordering=([^&]+)/.exec(asked)?.[1] ?? "expires";
    const rows = await authentik.peekAll(`${CODES}?ordering=${ordering},pk`);
    const kept = rows.filter(keeps);
    const expected = kept.filter((code) => exclusions.every((one) => one.test(code)));
    expect(expected.length).toBeLessThan(kept.length);
    await screen.findByText(asked.includes("search=") ? /^Searched all / : /^Read all /);
    await waitFor(() => expect(keys()).toEqual(expected.slice(0, 100).map(({ pk }) => pk)));
    expectNeverSent(authentik);
  });
});

describe.each(["2026.2", "2024.8"])("connections, authentik %s", (version) => {
  test.each<[string, (row: any) => boolean]>([
    ["", () => true],
    ["ordering=pk", () => true],
    ["search=quartz", (one) => has("quartz", one.identifier)],
    ["search=identifier:quartz", (one) => has("quartz", one.identifier)],
  ])("%s", async (asked, keeps) => {
    const world = openConsole("/", { version });
    const ordering = /ordering=([^&]+)/.exec(asked)?.[1] ?? "-created";
    const rows = await world.authentik.peekAll(`${CONNECTIONS}?ordering=${ordering},pk`);
    closeConsole();
    const sourceOf = (one: any): string => one.source.pk ?? one.source;
    const kept = rows.filter(keeps);
    const [first] = kept;
    const group = kept.find((one) => one.group !== first.group).group;
    const expected = kept.filter((one) => sourceOf(one) !== sourceOf(first) && one.group !== group);
    expect(expected.length).toBeLessThan(kept.length);

    const params = [asked, `exclude_source=${sourceOf(first)}`, `exclude_group=${group}`];
    const { authentik } = openConsole(
      `/source-connections?page_size=100&${params.filter(Boolean).join("&")}`,
      { version },
    );
    await screen.findByText(asked.includes("search=") ? /^Searched all / : /^Read all /);
    await waitFor(() => expect(keys()).toEqual(expected.slice(0, 100).map(({ pk }) => pk)));
    expectNeverSent(authentik);
  });
});

test("beyond the bound: shows how many of how many rows were read, counts nothing, and can be resumed", async () => {
  localStorage.setItem("grantlens.timeline", "open");
  const { authentik, user } = openConsole("/authorization-codes?exclude_provider=9", {
    rows: 3000,
    beside: true,
  });
  const rows = await authentik.peekAll(`${CODES}?ordering=expires,pk`);
  const format = new Intl.NumberFormat("en").format;
  await screen.findByText(new RegExp(`^Read 2,000 of ${format(rows.length)} codes, as of `));
  expect(await screen.findByText(/^Not counted by expiry time: /)).toBeTruthy();
  expect(screen.queryByRole("region", { name: "Timeline" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Continue" }));
  await screen.findByText(new RegExp(`^Read all ${format(rows.length)} codes, as of `));
  const expected = rows.filter(({ provider }) => provider.pk !== 9);
  await waitFor(() => expect(keys()).toEqual(expected.slice(0, 20).map(({ pk }) => pk)));
  expect(pager().getByText(`1–20 of ${format(expected.length)}`)).toBeTruthy();
  const expired = expected.filter(isExpired).length;
  const line = await screen.findByRole("navigation", { name: "Codes by expiry time" });
  expect(line.textContent).toContain(`${format(expected.length)} codes: `);
  const link = within(line).getByRole("link", { name: `${format(expired)} expired` });
  expect(link.getAttribute("href")).toBe("/authorization-codes?exclude_provider=9&status=expired");
  expectNeverSent(authentik);
});

test("with a status, rows are chosen by the server's clock, unknown until then, and are not counted", async () => {
  const skew = 2 * 3_600_000;
  const { authentik } = openConsole(
    "/authorization-codes?page_size=100&exclude_provider=9&status=valid",
    { beside: true, skew },
  );
  const rows = await authentik.peekAll(`${CODES}?ordering=expires,pk`);
  const expected = rows.filter(
    ({ provider, expires }) =>
      provider.pk !== 9 && expires !== null && Date.parse(expires) >= START + skew,
  );
  await waitFor(() => expect(keys()).toEqual(expected.map(({ pk }) => pk)));
  expect(await screen.findByText(/^Not counted by expiry time: /)).toBeTruthy();
});

test("exclusions from the menu are shown above the rows, added and removed; a filter replaces them", async () => {
  const { authentik, user, url, back } = openConsole("/authorization-codes?page=2&ordering=-pk");
  await findTable();
  const first = keys();
  const pk = first[0] ?? 0;
  const code: any = await authentik.peek(`${CODES}${pk}/`);
  const { pk: provider, name } = code.provider;
  const of = await openMenu(user, pk);
  await user.click(of("provider").getByRole("menuitem", { name: "Exclude this provider" }));
  expect(url()).toBe(`/authorization-codes?ordering=-pk&exclude_provider=${provider}`);
  expect(document.activeElement?.textContent).toBe("Authorization codes");
  const remove = await screen.findByRole("button", { name: `Stop excluding provider ${name}` });
  expect(remove).toBeTruthy();
  await waitFor(() => expect(keys()).not.toContain(pk));

  await waitFor(() => expect(keys()).toHaveLength(20));
  const next: any = await authentik.peek(`${CODES}${keys()[0]}/`);
  const again = await openMenu(user, keys()[0] ?? 0);
  await user.click(again("provider").getByRole("menuitem", { name: "Exclude this provider" }));
  const both = [provider, next.provider.pk].toSorted((a, b) => a - b).join("%2C");
  expect(url()).toBe(`/authorization-codes?ordering=-pk&exclude_provider=${both}`);
  await user.click(
    await excluded().findByRole("button", {
      name: `Stop excluding provider ${next.provider.name}`,
    }),
  );
  expect(url()).toBe(`/authorization-codes?ordering=-pk&exclude_provider=${provider}`);
  expect(document.activeElement?.textContent).toBe("Authorization codes");

  await waitFor(() => expect(keys()).toContain(next.pk));
  const only = await openMenu(user, next.pk);
  await user.click(only("provider").getByRole("menuitem", { name: "Only this provider" }));
  expect(url()).toBe(`/authorization-codes?ordering=-pk&provider=${next.provider.pk}`);
  await waitFor(() => expect(screen.queryByRole("region", { name: "Excluded" })).toBeNull());
  await waitFor(() => expect(keys()).toContain(next.pk));
  const alone = await openMenu(user, next.pk);
  expect(alone("provider").queryByRole("menuitem", { name: /^Exclude/ })).toBeNull();
  expect(alone("user").getByRole("menuitem", { name: "Exclude this user" })).toBeTruthy();
  await user.keyboard("{Escape}");
  for (let steps = 0; steps < 4; steps += 1) await back();
  await waitFor(() => expect(keys()).toEqual(first));
});

test("connections are excluded by id, and named where the name is known", async () => {
  const { authentik, user, url, quiet } = openConsole("/source-connections");
  await findTable();
  await quiet();
  const pk = keys()[0] ?? 0;
  const connection: any = await authentik.peek(`${CONNECTIONS}${pk}/`);
  const sources = await authentik.peekAll("sources/all/?ordering=name");
  const { name } = sources.find((one) => one.pk === connection.source);
  const of = await openMenu(user, pk);
  await user.click(of("source").getByRole("menuitem", { name: "Exclude this source" }));
  expect(url()).toBe(`/source-connections?exclude_source=${connection.source}`);
  await waitFor(() => expect(keys()).not.toContain(pk));
  expect(await excluded().findByText(name)).toBeTruthy();
});

test("a caller who may not look up names is shown ids", async () => {
  const { authentik, quiet } = openConsole(
    "/authorization-codes?exclude_provider=9&exclude_user=4",
    {
      before: (authentik) =>
        authentik.answer(
          ({ path }) => path.startsWith("providers/") || path.startsWith("core/users/4"),
          () => Promise.resolve(json(403, { detail: "No." })),
        ),
    },
  );
  await findTable();
  await quiet();
  const lookUps = authentik.asked.map(({ path }) => path);
  expect(lookUps).toEqual(expect.arrayContaining(["providers/all/9/", "core/users/4/"]));
  expect(excluded().getByRole("button", { name: "Stop excluding provider 9" })).toBeTruthy();
  expect(excluded().getByRole("button", { name: "Stop excluding user 4" })).toBeTruthy();
});

test("an invalid value is dropped with a notice, and all filters are removed together", async () => {
  const { user, url } = openConsole(
    "/authorization-codes?exclude_user=jane&provider=9&exclude_provider=9",
  );
  await screen.findByText(
    "Removed from the address: exclude_user=jane (not numeric ids, 20 at most).",
  );
  await user.click(await screen.findByRole("button", { name: "Remove all filters" }));
  expect(url()).toBe("/authorization-codes");
  await findTable();
});

test("a saved view keeps its exclusions", async () => {
  const { user } = openConsole("/authorization-codes?exclude_provider=14,9");
  await findTable();
  await user.click(screen.getByRole("button", { name: "Views" }));
  const panel = within(await screen.findByRole("dialog", { name: /^Views of/ }));
  await user.type(panel.getByRole("textbox", { name: /^Save this list/ }), "Without");
  await user.click(panel.getByRole("button", { name: "Save" }));
  const link = panel.getByRole("link", { name: "Without" });
  expect(link.getAttribute("href")).toBe("/authorization-codes?exclude_provider=9%2C14");
});
