import { fireEvent, screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, expect, test } from "vitest";
import { closeConsole, findTable, keys, openConsole, row } from "../../testing/console.tsx";
import { HOSTILE } from "../../testing/hostile-texts.ts";
import { json } from "../../testing/fake-authentik.ts";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";
const CONNECTIONS = "sources/group_connections/oauth/";

type User = ReturnType<typeof openConsole>["user"];

async function openMenu(user: User, pk: number) {
  const button = within(row(pk)).getByRole("button", { name: /^Actions for/ });
  await user.click(button);
  const menu = within(await screen.findByRole("menu", { name: new RegExp(`\\b${pk}$`) }));
  return { button, menu, of: (name: string) => within(menu.getByRole("group", { name })) };
}

/** The labels of a group's menu items. */
function offers(group: ReturnType<typeof within>): string[] {
  return group.getAllByRole("menuitem").map(({ textContent }: HTMLElement) => textContent);
}

test("a code's menu lists its values, with what can be done with each", async () => {
  const { authentik, user } = openConsole("/authorization-codes");
  await findTable();
  const pk = keys()[2] ?? 0;
  const code: any = await authentik.peek(`${CODES}${pk}/`);
  const { menu, of } = await openMenu(user, pk);
  expect(offers(of("user"))).toEqual([
    "Only this user",
    "Exclude this user",
    "Open user",
    "Copy username",
  ]);
  expect(offers(of("provider"))).toEqual([
    "Only this provider",
    "Exclude this provider",
    "Open provider",
    "Copy name",
  ]);
  expect(offers(of("scopes"))).toEqual(["Copy scopes"]);
  expect(offers(of("expires"))).toEqual(["Copy time"]);
  expect(offers(of("code"))).toEqual(["Open code", "Copy ID"]);
  await user.click(of("user").getByRole("menuitem", { name: "Copy username" }));
  expect(await navigator.clipboard.readText()).toBe(code.user.username);
  expect(await screen.findByText("The username is copied.")).toBeTruthy();
  await user.click(of("provider").getByRole("menuitem", { name: "Copy name" }));
  expect(await navigator.clipboard.readText()).toBe(code.provider.name);
  expect(menu.getAllByRole("menuitem")[0]).toBeTruthy();
});

test("Only this user sets the filter in the URL from page 1, keeps other parameters, and can be removed", async () => {
  const { authentik, user, url } = openConsole(
    "/authorization-codes?page=2&ordering=-expires&x=1&page_size=50",
  );
  await findTable();
  const pk = keys()[3] ?? 0;
  const code: any = await authentik.peek(`${CODES}${pk}/`);
  const { of } = await openMenu(user, pk);
  await user.click(of("user").getByRole("menuitem", { name: "Only this user" }));
  expect(url()).toBe(
    `/authorization-codes?ordering=-expires&x=1&page_size=50&user=${code.user.pk}`,
  );
  expect(document.activeElement?.textContent).toBe("Authorization codes");
  const { results }: any = await authentik.peek(
    `${CODES}?ordering=-expires,pk&page_size=50&user=${code.user.pk}`,
  );
  await waitFor(() => expect(keys()).toEqual(results.map((one: any) => one.pk)));

  const again = await openMenu(user, pk);
  await user.click(again.of("user").getByRole("menuitem", { name: "Any user" }));
  expect(url()).toBe("/authorization-codes?ordering=-expires&x=1&page_size=50");
});

test("opening leads to the object's step and keeps the state of the list", async () => {
  const { user, url } = openConsole("/authorization-codes?ordering=-pk");
  await findTable();
  const pk = keys()[0] ?? 0;
  const { of } = await openMenu(user, pk);
  const open = of("provider").getByRole("menuitem", { name: "Open provider" });
  expect(open.getAttribute("href")).toBe(`/authorization-codes/${pk}/provider?ordering=-pk`);
  await user.click(open);
  expect(url()).toBe(`/authorization-codes/${pk}/provider?ordering=-pk`);
});

test("a connection is filtered by its source's slug and its group's id", async () => {
  const { authentik, user, url, quiet } = openConsole("/source-connections");
  await findTable();
  await quiet();
  const pk = keys()[0] ?? 0;
  const connection: any = await authentik.peek(`${CONNECTIONS}${pk}/`);
  const first = await openMenu(user, pk);
  expect(offers(first.of("source"))).toEqual([
    "Only this source",
    "Exclude this source",
    "Open source",
    "Copy slug",
  ]);
  expect(offers(first.of("identifier"))).toEqual(["Same identity", "Copy identifier"]);
  await user.click(first.of("group").getByRole("menuitem", { name: "Only this group" }));
  expect(url()).toBe(`/source-connections?group=${connection.group}`);
  await waitFor(() => expect(keys()).toContain(pk));
  await quiet();
  const { of } = await openMenu(user, pk);
  await user.click(of("source").getByRole("menuitem", { name: "Only this source" }));
  expect(url()).toMatch(/^\/source-connections\?group=[-0-9a-f]+&source__slug=[-\w]+$/);
  await waitFor(() => expect(keys()).toContain(pk));
});

test("a caller who may not look up names gets ids, and no filter that needs a slug", async () => {
  const { user, quiet } = openConsole("/source-connections", {
    before: (authentik) => {
      for (const path of ["sources/all/", "core/groups/"]) {
        authentik.answer(path, () => Promise.resolve(json(403, { detail: "No." })));
      }
    },
  });
  await findTable();
  await quiet();
  const { of } = await openMenu(user, keys()[0] ?? 0);
  expect(offers(of("source"))).toEqual(["Exclude this source", "Open source", "Copy source ID"]);
  expect(offers(of("group"))).toEqual([
    "Only this group",
    "Exclude this group",
    "Open group",
    "Copy group ID",
  ]);
});

test("arrow keys cycle, and Shift+F10 opens the menu from a row's link", async () => {
  const { user } = openConsole("/authorization-codes");
  await findTable();
  const pk = keys()[1] ?? 0;
  const [link, , provider] = within(row(pk)).getAllByRole("link");
  fireEvent.keyDown(link as HTMLElement, { key: "F10", shiftKey: true });
  const menu = within(await screen.findByRole("menu"));
  const items = menu.getAllByRole("menuitem");
  await waitFor(() => expect(document.activeElement).toBe(items[0]));
  await user.keyboard("{ArrowDown}{ArrowRight}");
  expect(document.activeElement).toBe(items[2]);
  await user.keyboard("{End}");
  expect(document.activeElement).toBe(items.at(-1));
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(items[0]);
  await user.keyboard("{ArrowUp}");
  expect(document.activeElement).toBe(items.at(-1));
  fireEvent.keyDown(provider as HTMLElement, { key: "F10" });
  expect(screen.getAllByRole("menu")).toHaveLength(1);
});

test("invisible characters are shown as code points, and copied unchanged", async () => {
  const [hostile = ""] = Object.values(HOSTILE);
  const { user } = openConsole("/authorization-codes", {
    before: (authentik) =>
      authentik.answer(CODES, async (request, next) => {
        const body: any = await (await next(request)).json();
        body.results[0].user.username = `a\u202e${hostile}`;
        return json(200, body);
      }),
  });
  await findTable();
  const { of } = await openMenu(user, keys()[0] ?? 0);
  const group = of("user");
  expect(group.getByText("U+202E").closest("[data-value]")).not.toBeNull();
  await user.click(group.getByRole("menuitem", { name: "Copy username" }));
  expect(await navigator.clipboard.readText()).toBe(`a\u202e${hostile}`);
});
