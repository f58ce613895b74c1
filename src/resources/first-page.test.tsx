import { screen, waitFor, within } from "../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { formatInColumn } from "../ui/text/format.ts";
import { formatMinuteInColumn } from "../ui/text/format-later.ts";
import {
  closeConsole,
  column,
  findTable,
  keys,
  openConsole,
  pager,
  row,
} from "../testing/console.tsx";
import { START } from "../testing/fake-authentik.ts";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";
const CONNECTIONS = "sources/group_connections/oauth/";
const headers = () =>
  screen
    .getAllByRole("columnheader")
    .map((header) => header.textContent.split(/in order|grouped/)[0]);

describe.each(["2026.2", "2024.8"])("authentik %s", (version) => {
  test("codes: every column of the first page, in the server's order", async () => {
    const { authentik } = openConsole("/authorization-codes", { version });
    await findTable();
    expect(headers()).toEqual([
      "Status",
      "User",
      "Provider",
      "Scopes",
      "Issued UTC",
      "Expires UTC",
      "ID",
    ]);
    const { results } = await authentik.peek(`${CODES}?ordering=expires,pk&page_size=20`);
    expect(results).toHaveLength(20);
    expect(column("ID")).toEqual(results.map((code: any) => String(code.pk)));
    expect(column("User")).toEqual(
      results.map(({ user }: any) =>
        `${user.name} ${user.username}`
          .replaceAll(
            /[\u202c\u202e]/g,
            (mark) => `character ${mark === "\u202e" ? "U+202E" : "U+202C"}`,
          )
          .replaceAll(/\s+/g, " "),
      ),
    );
    expect(column("Provider")).toEqual(
      results.map(({ provider: { name, assigned_application_name: application } }: any) =>
        application === name ? name : `${name} ${application || "—"}`,
      ),
    );
    expect(column("Scopes")).toEqual(results.map(({ scope }: any) => scope.toSorted().join(" ")));
    expect(column("Expires").map((text) => text.split(" ago ")[1])).toEqual(
      results.map(({ expires }: any) => formatInColumn(Date.parse(expires), START)),
    );
    expect(screen.getByRole("heading", { level: 1, name: "Authorization codes" })).toBeTruthy();
    expect(pager().getByText("1–20 of 90")).toBeTruthy();
  });

  test("connections: names from two requests, and none per row", async () => {
    const { authentik, quiet } = openConsole("/source-connections", { version });
    const table = await findTable();
    const { results } = await authentik.peek(`${CONNECTIONS}?ordering=-created,pk&page_size=20`);
    const groups = (await authentik.peek("core/groups/?page_size=100")).results;
    const sources = (await authentik.peek("sources/all/?page_size=100")).results;
    const group = groups.find(({ pk }: any) => pk === results[0].group);
    await within(table).findAllByText(group.name);
    await quiet();

    const newer = version === "2026.2" ? ["Last updated UTC"] : [];
    expect(headers()).toEqual(["Source", "Group", "Identifier", "Created UTC", ...newer]);
    expect(keys()).toEqual(results.map(({ pk }: any) => pk));
    expect(column("Group")).toEqual(
      results.map((one: any) => groups.find(({ pk }: any) => pk === one.group).name),
    );
    expect(column("Source")).toEqual(
      results.map((one: any) => {
        const source = sources.find(({ pk }: any) => pk === (one.source.pk ?? one.source));
        const marker = source.enabled ? "" : "disabled";
        // The slug, unless it says the same.
        const slug = source.slug === source.name.toLowerCase() ? "" : source.slug;
        return `${source.name} ${marker}${slug}`.trim();
      }),
    );
    expect(column("Source").some((text) => text.includes("disabled"))).toBe(true);
    expect(column("Created")).toEqual(
      results.map((one: any) => formatMinuteInColumn(Date.parse(one.created))),
    );
    await waitFor(() => expect(authentik.askedFor("admin/version/")).toHaveLength(1));
    expect(authentik.asked.map(({ path }) => path).toSorted()).toEqual([
      "admin/version/",
      "core/groups/",
      "core/users/me/",
      "sources/all/",
      CONNECTIONS,
    ]);
    expect(screen.getByRole("link", { name: "groups, all types" })).toBeTruthy();
  });

  test("the shell shows which authentik this is, who is signed in, and the current list", async () => {
    openConsole("/authorization-codes", { version });
    const release = { "2026.2": "2026.2.2", "2024.8": "2024.8.3" }[version];
    expect(await screen.findByText(`authentik ${release}`)).toBeTruthy();
    expect(await screen.findByText("sandbox")).toBeTruthy();
    expect(await screen.findByText("Amara Okafor", { selector: "p bdi" })).toBeTruthy();
    const lists = within(screen.getByRole("navigation", { name: "Lists" }));
    expect(lists.getByRole("link", { current: "page" }).textContent).toBe("Authorization codes");
    expect(lists.getByRole("link", { name: "User connections" })).toBeTruthy();
    expect(lists.getByRole("link", { name: "Group connections" })).toBeTruthy();
  });
});

test("a page of codes requests only what it needs, and nothing twice", async () => {
  const { authentik, quiet } = openConsole("/authorization-codes");
  await findTable();
  await quiet();
  expect(authentik.asked.map(({ path }) => path).toSorted()).toEqual([
    "admin/version/",
    "core/users/me/",
    CODES,
  ]);
  const [asked] = authentik.askedFor(CODES);
  expect(Object.fromEntries(asked?.params ?? [])).toEqual({
    ordering: "expires,pk",
    page_size: "20",
    include_groups: "false",
    include_roles: "false",
  });
});

test.each([
  ["/authorization-codes", CODES],
  ["/source-connections", CONNECTIONS],
  ["/authorization-codes?provider=9&user=10", CODES],
])("before the first rows of %s, only they and who-am-I are requested", async (url, path) => {
  let release = () => {};
  const { authentik } = openConsole(url, {
    before: (server) => ({ release } = server.hold(path)),
  });
  await waitFor(() => expect(authentik.asked).toHaveLength(2));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(screen.getByRole("status", { name: "Loading" })).toBeTruthy();
  expect(authentik.asked.map((one) => one.path).toSorted()).toEqual(["core/users/me/", path]);
  release();
  await findTable();
  await waitFor(() => expect(authentik.askedFor("admin/version/")).toHaveLength(1));
});

test("a row's link says where it leads", async () => {
  openConsole("/authorization-codes?provider=9");
  await findTable();
  const link = within(row(103799)).getByRole("link", {
    name: "Expired authorization code 103799 for Juan Gupta to Legacy CRM",
  });
  expect(link.getAttribute("href")).toBe("/authorization-codes/103799?provider=9");
});
