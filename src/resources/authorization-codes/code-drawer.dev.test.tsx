import { edited } from "../../testing/answers.ts";
import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { closeConsole, drawer, findTable, openConsole, row } from "../../testing/console.tsx";
import { crumbs, expectEveryField, field, linkTo } from "../../testing/fields.tsx";

afterEach(closeConsole);

const CODE = "oauth2/authorization_codes/103410/";
const AT = "/authorization-codes/103410";
const GROUP = "5ced1e83-bf22-4bc6-9108-cc5e3ab8455a";
const LIST = "?ordering=provider&page_size=50";

describe.each(["2026.2", "2024.8"])("authentik %s", (version) => {
  test("a code: summary, every field, links to its user and provider", async () => {
    const { authentik, quiet } = openConsole(`${AT}${LIST}`, { version });
    const open = await drawer("Code for Teresa Balogun to Meeting room displays");
    await quiet();
    expectEveryField(open, await authentik.peek(CODE));
    expect(open.getByText("Expired 1 min 27 s ago")).toBeTruthy();
    expect(open.getByText(/^Never redeemed: .* To be cleaned up at/)).toBeTruthy();
    expect(field(open, "scope").textContent).toBe("emailopenidprofile");
    expect(field(open, "access_code_validity").textContent).toBe("10 minutes");
    expect(crumbs(open)).toEqual(["Authorization codes", "103410"]);
    const to = (name: string) => open.getByRole("link", { name }).getAttribute("href");
    expect(to("Teresa Balogun")).toBe(`${AT}/user${LIST}`);
    expect(to("Meeting room displays")).toBe(`${AT}/provider${LIST}`);
    expect(to("Close")).toBe(`/authorization-codes${LIST}`);
    expect(row(103410).getAttribute("aria-current")).toBe("true");
    expect(document.activeElement).toBe(open.getByRole("heading", { level: 2 }));
  });

  test("its provider is called what its application is: written once", async () => {
    const twice = "Meeting room displays";
    const { authentik } = openConsole(AT, {
      version,
      before: (server) =>
        void server.answer(
          CODE,
          edited((code) =>
            Object.assign(code.provider, { name: twice, assigned_application_name: twice }),
          ),
        ),
    });
    const open = await drawer(`Code for Teresa Balogun to ${twice}`);
    const link = open.getByRole("link", { name: twice });
    expect(field(open, "provider").textContent).toBe(twice);
    expect(link.closest("dd, td, li, p")?.textContent).toBe(twice);
    expect(authentik.askedFor(CODE)).toHaveLength(1);
  });

  test("its provider: every field, with the secret withheld", async () => {
    const { authentik, quiet } = openConsole(`${AT}/provider`, { version });
    const open = await drawer("Meeting room displays");
    await quiet();
    const { provider } = await authentik.peek(CODE);
    expectEveryField(open, provider);
    expect(provider.client_secret).toMatch(/^CANARY-/);
    expect(field(open, "client_secret").textContent).toBe("withheld");
    expect(field(open, "redirect_uris").textContent).toContain(
      "https://rooms\\.example\\.com/display/[0-9]{1,3}/cb",
    );
    expect(crumbs(open)).toEqual(["Authorization codes", "103410", "Provider"]);
  });

  test("its user: every field, groups linked by name", async () => {
    const { authentik, quiet, user, url } = openConsole(`${AT}/user?x=1`, { version });
    const open = await drawer("Teresa Balogun");
    await quiet();
    const { user: person } = await authentik.peek(CODE);
    expectEveryField(open, person);
    const [group] = person.groups_obj;
    const link = linkTo(open, `${AT}/user/groups/${group.pk}?x=1`);
    expect(link.textContent).toBe(group.name);
    await user.click(link);
    expect(url()).toBe(link.getAttribute("href"));
    await drawer(group.name);
    expect(authentik.askedFor(CODE)).toHaveLength(1);
  });

  test("a group of its user by URL, and that group's parent", async () => {
    const { authentik, quiet, url, user } = openConsole(`${AT}/user/groups/${GROUP}?ordering=-pk`, {
      version,
    });
    const open = await drawer("Red team");
    await quiet();
    const path = `core/groups/${GROUP}/`;
    expect(authentik.askedFor(path)).toHaveLength(1);
    const group = await authentik.peek(`${path}?include_users=false`);
    expectEveryField(open, group);
    expect(crumbs(open)).toEqual(["Authorization codes", "103410", "User", "Group"]);
    const pk = group.parents?.[0] ?? group.parent;
    const parent = `${AT}/user/groups/${GROUP}/parents/${pk}?ordering=-pk`;
    expect(linkTo(open, parent).textContent).toBe("Security");
    await user.click(linkTo(open, parent));
    expect(url()).toBe(parent);
    const next = await drawer("Security");
    expect(crumbs(next)).toEqual([
      "Authorization codes",
      "103410",
      "User",
      "Group",
      "Parent group",
    ]);
    await quiet();
    expectEveryField(next, await authentik.peek(`core/groups/${pk}/?include_users=false`));
  });
});

test("a role of its user, where the version sends it", async () => {
  const { authentik, quiet, user } = openConsole(`${AT}/user`);
  const open = await drawer("Teresa Balogun");
  await quiet();
  const { user: person } = await authentik.peek(CODE);
  const [role] = person.roles_obj;
  await user.click(linkTo(open, `${AT}/user/roles/${role.pk}`));
  const next = await drawer(role.name);
  expectEveryField(next, role);
  expect(crumbs(next).at(-1)).toBe("Role");
});

test("opens from the row at once, before the object itself has loaded", async () => {
  const { authentik, user } = openConsole("/authorization-codes");
  await findTable();
  const held = authentik.hold("oauth2/authorization_codes/103799/");
  await user.click(within(row(103799)).getByRole("link", { name: /authorization code 103799/ }));
  const open = await drawer("Code for Juan Gupta to Legacy CRM");
  expect(field(open, "scope").textContent).toBe("openid");
  await held.arrived;
  held.release();
});

test.each([
  [`${AT}/application`, "application"],
  [`${AT}/user/groups/42`, "groups/42"],
  [`${AT}/provider/user`, "user"],
])("%s is reported as no such step, with a link back", async (address, rest) => {
  const { user, url } = openConsole(`${address}?x=1`);
  const open = await drawer("Not found");
  expect(await open.findByText(rest, { selector: "code" })).toBeTruthy();
  await user.click(open.getByRole("link", { name: "Back to the object" }));
  expect(url()).toMatch(new RegExp(`^${AT}(/user|/provider)?\\?x=1$`));
});

test.each([
  ["7", "No authorization code 7"],
  ["abc", "“abc” is not an id"],
  ["99999999999999999999", "“99999999999999999999” is not an id"],
])("of code %s it is said: %s", async (pk, said) => {
  const { url, user } = openConsole(`/authorization-codes/${pk}?page=2`);
  const open = await drawer(`Authorization code ${pk}`);
  expect(await open.findByRole("heading", { name: said })).toBeTruthy();
  expect(screen.queryByText(/No longer listed/)).toBeNull();
  await user.click(open.getByRole("link", { name: "Close" }));
  await waitFor(() => expect(url()).toBe("/authorization-codes?page=2"));
});
