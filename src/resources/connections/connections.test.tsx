import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { VERSIONS } from "../../sandbox/versions/known-versions.ts";
import { edited, forbidden } from "../../testing/answers.ts";
import {
  closeConsole,
  column,
  drawer,
  findTable,
  keys,
  openConsole,
  row,
} from "../../testing/console.tsx";
import { crumbs, expectEveryField, linkTo } from "../../testing/fields.tsx";

afterEach(closeConsole);

const USERS = "sources/user_connections/";
const GROUPS = "sources/group_connections/";

/** Versions without a list of all connections that can be used. */
const OLD = new Set(["2024.8", "2024.12"]);

const type = () => screen.getByRole<HTMLSelectElement>("combobox", { name: "Type" });

/** The connections of all types of a version, by what its lists count. */
async function counted(
  peek: (path: string) => Promise<any>,
  path: string,
  types = ["oauth", "saml", "ldap", "kerberos", "plex", "telegram"],
): Promise<number> {
  const bodies = await Promise.all(
    types.map((one) => peek(`${path}${one}/?page_size=1`).catch(() => null)),
  );
  return bodies.reduce((sum, body) => sum + (body?.pagination?.count ?? 0), 0);
}

describe.each(Object.keys(VERSIONS))("authentik %s", (version) => {
  test("users’ and groups’ connections of every type are listed, with names", async () => {
    const { authentik, quiet } = openConsole("/user-connections", { version });
    const table = await findTable();
    await quiet();
    const all = await counted(authentik.peek, USERS);
    expect(screen.getByTitle(`${all} in all`)).toBeTruthy();
    const identifiers = column("Identifier");
    expect(identifiers).toHaveLength(20);
    expect(identifiers).not.toContain("(empty)");
    // Names come from the list of users, not one by one.
    expect(table.querySelector('[title*="name"]')).toBeNull();
    expect(authentik.asked.filter(({ path }) => /^core\/users\/\d/.test(path))).toEqual([]);
    const hasAll = !OLD.has(version);
    expect(screen.queryAllByText(/lacks the identifiers/)).toHaveLength(hasAll ? 0 : 1);
    expect(authentik.askedFor(`${USERS}all/`)).toHaveLength(1);
  });

  test("a type is chosen; one that this authentik lacks is said to be missing", async () => {
    const { authentik, user, url, quiet } = openConsole("/group-connections", { version });
    await findTable();
    await quiet();
    expect(screen.queryAllByText(/no list of all types/)).toHaveLength(OLD.has(version) ? 1 : 0);
    await user.selectOptions(type(), "saml");
    expect(url()).toBe("/group-connections?type=saml");
    const list = await authentik.peek(`${GROUPS}saml/?ordering=-created,pk`);
    await waitFor(() => expect(keys()).toEqual(list.results.map(({ pk }: any) => pk)));
    await user.click(type());
    await quiet();
    const missing = { "2024.8": 3, "2024.12": 2, "2025.4": 1 }[version] ?? 0;
    expect(within(type()).queryAllByText(/not in this authentik/)).toHaveLength(missing);
  });
});

test("2024.8: pages go on from one type to the next, and what is known is not asked again", async () => {
  const { authentik, user, quiet } = openConsole("/user-connections?page=3", { version: "2024.8" });
  await findTable();
  await quiet();
  const [oauth, saml] = await Promise.all(
    ["oauth", "saml"].map((one) => authentik.peekAll(`${USERS}${one}/?ordering=-created,pk`)),
  );
  const expected = [...oauth!, ...saml!].slice(40, 60).map(({ pk }) => pk);
  expect(keys()).toEqual(expected);
  expect(document.body.textContent).toContain(
    "Those of OAuth, SAML and Plex follow one another, each in this order. It has none of LDAP, Kerberos and Telegram.",
  );
  const before = authentik.asked.length;
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await quiet();
  const again = new Set(authentik.asked.slice(before).map(({ path }) => path));
  for (const one of ["all", "ldap", "kerberos", "telegram"]) {
    expect(again).not.toContain(`${USERS}${one}/`);
  }
  expect(again).toContain(`${USERS}oauth/`);
});

test("2024.8: a search and an exclusion read the types one by one, and find what is in the last", async () => {
  const { authentik } = openConsole("/user-connections", { version: "2024.8" });
  const [{ identifier, pk }] = await authentik.peekAll(`${USERS}plex/?ordering=pk`);
  closeConsole();
  openConsole(`/user-connections?search=identifier%3A${identifier}`, { version: "2024.8" });
  await findTable();
  await waitFor(() => expect(keys()).toEqual([pk]));
});

test("a type that is missing lists nothing, and says why", async () => {
  const { user, url } = openConsole("/group-connections?type=telegram", { version: "2024.8" });
  await screen.findByText(/no list of connections with sources of the type Telegram/);
  expect(await screen.findByRole("heading", { name: "No group connections match" })).toBeTruthy();
  expect(type().value).toBe("telegram");
  await user.click(screen.getByRole("button", { name: "All types" }));
  expect(url()).toBe("/group-connections");
  await findTable();
});

test("whoever may not see the list of all is shown the types they may", async () => {
  openConsole("/group-connections", {
    before: (authentik) => {
      for (const one of ["all", "ldap"]) authentik.answer(`${GROUPS}${one}/`, forbidden);
    },
  });
  await findTable();
  expect(await screen.findByText(/You may not see the list of all types\./)).toBeTruthy();
  expect(document.body.textContent).toContain("You may not see those of LDAP.");
});

test("a filter that authentik ignores is not shown as applied", async () => {
  const unfiltered = edited((body) => {
    for (const one of body.results) one.user = 8;
  });
  openConsole("/user-connections?user=7", {
    before: (authentik) => authentik.answer(`${USERS}all/`, unfiltered),
  });
  await findTable();
  expect(await screen.findByText(/ignores the filter by user/)).toBeTruthy();
});

test("without the permission, the list may be one’s own only, and says so", async () => {
  const { quiet } = openConsole("/user-connections", { as: "viewer" });
  await quiet();
  expect(await screen.findByText(/Maybe only your own/)).toBeTruthy();
});

describe.each(["2026.2", "2024.8"])("a user’s connection in authentik %s", (version) => {
  test("every field, its user, and its source with how many are connected", async () => {
    const { authentik, user, quiet } = openConsole("/user-connections?type=saml", { version });
    await findTable();
    const pk = keys()[0]!;
    const connection = await authentik.peek(`${USERS}saml/${pk}/`);
    await user.click(within(row(pk)).getByRole("link", { name: /user connection/ }));
    const open = await drawer(connection.identifier);
    await quiet();
    expectEveryField(open, connection);
    expect(crumbs(open)).toEqual(["User connections", String(pk)]);
    expect(open.getByRole("link", { name: "Everyone with this identifier" })).toBeTruthy();

    await user.click(linkTo(open, `/user-connections/${pk}/source?type=saml`));
    const source = await drawer("University federation");
    const users = await authentik.peek(`${USERS}saml/?page_size=1`);
    const link = await source.findByRole("link", {
      name: `${users.pagination.count} user connections`,
    });
    expect(link.getAttribute("href")).toBe("/user-connections?source__slug=saml-federation");
    expect(await source.findByRole("link", { name: /group connections/ })).toBeTruthy();
  });
});

test("a disabled source that is still connected is marked", async () => {
  const { authentik } = openConsole("/group-connections?type=kerberos");
  await findTable();
  const pk = keys()[0]!;
  expect(authentik.askedFor(`${GROUPS}kerberos/`)).toHaveLength(1);
  closeConsole();
  openConsole(`/group-connections/${pk}/source`);
  const open = await drawer("Kerberos realm");
  expect(await open.findByText("Disabled, but still connected.")).toBeTruthy();
  expect(await open.findByRole("link", { name: "3 group connections" })).toBeTruthy();
});

test("a type that no authentik has is said to be none, whatever its name", async () => {
  const { authentik } = openConsole("/user-connections?type=constructor");
  await screen.findByText(/has no list of connections with sources of the type constructor/);
  expect(authentik.asked.some(({ path }) => path.includes("constructor"))).toBe(false);
});
