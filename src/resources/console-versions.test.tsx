import { screen, waitFor } from "../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { VERSIONS } from "../sandbox/versions/known-versions.ts";
import {
  closeConsole,
  drawer,
  filter,
  findOption,
  findTable,
  keys,
  openConsole,
  openFilter,
  pager,
  row,
  sortButton,
} from "../testing/console.tsx";
import { expectEveryField, linkTo } from "../testing/fields.tsx";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";
const CONNECTIONS = "sources/group_connections/oauth/";
const CODE_NAME = "Code for Teresa Balogun to Meeting room displays";
const GROUP = "5ced1e83-bf22-4bc6-9108-cc5e3ab8455a";

/** Depends on the fields that came, as in the console. */
const parentOf = (group: any): string => group.parents?.[0] ?? group.parent;
const groupPath = (pk: string) => `core/groups/${pk}/?include_users=false`;

/** Waits until the rows shown are those that this version returns for a query. */
async function expectRows(authentik: any, path: string): Promise<any[]> {
  const { results } = await authentik.peek(`${path}&page_size=20`);
  await waitFor(() => expect(keys()).toEqual(results.map(({ pk }: any) => pk)));
  return results;
}

async function choose(user: any, name: string, text: string): Promise<void> {
  await openFilter(user, name);
  await user.keyboard(text);
  await user.click(await findOption(new RegExp(`^${text}`)));
}

describe.each(Object.entries(VERSIONS))("authentik %s", (version, release) => {
  test("codes can be paged, sorted and filtered", async () => {
    const { authentik, user, url } = openConsole("/authorization-codes", { version, rows: 312 });
    await findTable();
    await screen.findByText(new RegExp(`authentik ${release}`));
    await expectRows(authentik, `${CODES}?ordering=expires,pk`);
    await user.click(pager().getByRole("link", { name: "Next page" }));
    await expectRows(authentik, `${CODES}?ordering=expires,pk&page=2`);
    await user.click(sortButton("User"));
    await expectRows(authentik, `${CODES}?ordering=user,pk`);
    expect(url()).toBe("/authorization-codes?ordering=user");
    await choose(user, "Provider", "Legacy CRM");
    const results = await expectRows(authentik, `${CODES}?ordering=user,pk&provider=9`);
    expect(filter("Provider").value).toBe("Legacy CRM");
    await user.click(row(results[0].pk).querySelector("[data-row-link]")!);
    expect(await (await drawer(/^Code for/)).findByText(/^Issued about/)).toBeTruthy();
  });

  test("connections can be paged, sorted, searched and filtered, with the version's columns", async () => {
    const { authentik, user } = openConsole("/source-connections", { version });
    await findTable();
    const [first] = await expectRows(authentik, `${CONNECTIONS}?ordering=-created,pk`);
    expect(screen.queryAllByRole("columnheader", { name: /^Last updated/ })).toHaveLength(
      "last_updated" in first ? 1 : 0,
    );
    await user.click(pager().getByRole("link", { name: "Next page" }));
    await expectRows(authentik, `${CONNECTIONS}?ordering=-created,pk&page=2`);
    await user.click(sortButton("Identifier"));
    await expectRows(authentik, `${CONNECTIONS}?ordering=identifier,pk`);
    await user.type(screen.getByRole("combobox", { name: "Search" }), "github");
    await expectRows(authentik, `${CONNECTIONS}?ordering=identifier,pk&search=github`);
    await choose(user, "Source", "GitHub 🐙");
    const both = "search=github&source__slug=github";
    await expectRows(authentik, `${CONNECTIONS}?ordering=identifier,pk&${both}`);
  });

  test("the list of codes is shown, and every field of a code and its nested objects", async () => {
    const at = "/authorization-codes/103410";
    const opened = openConsole(at, { version });
    const { authentik, user, quiet, back } = opened;
    const code = await authentik.peek(`${CODES}103410/`);
    const open = await drawer(CODE_NAME);
    await findTable();
    await quiet();
    const { results } = await authentik.peek(`${CODES}?ordering=expires,pk&page_size=20`);
    expect(keys()).toEqual(results.map(({ pk }: any) => pk));
    expectEveryField(open, code);

    await user.click(linkTo(open, `${at}/provider`));
    const provider = await drawer("Meeting room displays");
    await quiet();
    expectEveryField(provider, code.provider);
    expectEveryField(provider, await authentik.peek(`providers/oauth2/${code.provider.pk}/`));
    await back();

    await user.click(linkTo(await drawer(CODE_NAME), `${at}/user`));
    const person = await drawer("Teresa Balogun");
    await quiet();
    expectEveryField(person, code.user);
    for (const role of code.user.roles_obj?.slice(0, 1) ?? []) {
      await user.click(linkTo(person, `${at}/user/roles/${role.pk}`));
      expectEveryField(await drawer(role.name), role);
      await back();
    }

    const [member] = code.user.groups;
    await user.click(linkTo(await drawer("Teresa Balogun"), `${at}/user/groups/${member}`));
    const group = await authentik.peek(groupPath(member));
    const joined = await drawer(group.name);
    await quiet();
    expectEveryField(joined, group);
    expect(opened.everything()).not.toContain("CANARY");
  });

  test("the list of connections is shown, and every field of a connection, its source and its groups", async () => {
    const at = "/source-connections/423";
    const { authentik, user, quiet, back } = openConsole("/source-connections/423", { version });
    const connection = await authentik.peek(`${CONNECTIONS}423/`);
    const open = await drawer("quartz-labs/red-team");
    await findTable();
    await quiet();
    const { results } = await authentik.peek(`${CONNECTIONS}?ordering=-created,pk&page_size=20`);
    expect(keys()).toEqual(results.map(({ pk }: any) => pk));
    expectEveryField(open, connection);

    await user.click(linkTo(open, `${at}/source`));
    const source = await drawer("GitHub 🐙");
    await quiet();
    expectEveryField(source, await authentik.peek("sources/all/github/"));
    for (const nested of [connection.source, connection.source_obj]) {
      if (nested?.pk !== undefined) expectEveryField(source, { ...nested, component: "any" });
    }
    await back();

    await user.click(linkTo(await drawer("quartz-labs/red-team"), `${at}/group`));
    const group = await authentik.peek(groupPath(GROUP));
    const joined = await drawer(group.name);
    await quiet();
    expectEveryField(joined, group);
    const parent = await authentik.peek(groupPath(parentOf(group)));
    await user.click(linkTo(joined, `${at}/group/parents/${parent.pk}`));
    const above = await drawer(parent.name);
    await quiet();
    expectEveryField(above, parent);
    // One request each, however many rows and steps refer to it.
    const asked = authentik.asked
      .filter(({ path }) => path.startsWith("sources/all/") || path.startsWith("core/groups/"))
      .map(({ path, params }) => `${path}?${params}`);
    expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
    expect(asked.filter((path) => path.startsWith("sources/all/"))).toHaveLength(1);
  });
});
