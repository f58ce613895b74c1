import { waitFor } from "../../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { forbidden } from "../../testing/answers.ts";
import { closeConsole, drawer, findTable, openConsole } from "../../testing/console.tsx";
import { crumbs, expectEveryField, field, linkTo } from "../../testing/fields.tsx";

afterEach(closeConsole);

const CONNECTION = "sources/group_connections/oauth/423/";
const AT = "/source-connections/423";
const GROUP = "5ced1e83-bf22-4bc6-9108-cc5e3ab8455a";

describe.each(["2026.2", "2024.8"])("authentik %s", (version) => {
  test("a connection: every field, source and group by name", async () => {
    const { authentik, quiet } = openConsole(`${AT}?ordering=pk`, { version });
    const open = await drawer("quartz-labs/red-team");
    await quiet();
    expectEveryField(open, await authentik.peek(CONNECTION));
    expect(crumbs(open)).toEqual(["Source connections", "423"]);
    const to = (name: string) => open.getAllByRole("link", { name })[0]?.getAttribute("href");
    expect(to("GitHub 🐙")).toBe(`${AT}/source?ordering=pk`);
    expect(to("Red team")).toBe(`${AT}/group?ordering=pk`);
    expect(field(open, "group").textContent).toContain(GROUP);
  });

  test("its source, with its type, from the lookup of the rows' names", async () => {
    const { authentik, quiet } = openConsole(`${AT}/source`, { version });
    const open = await drawer("GitHub 🐙");
    await quiet();
    expectEveryField(open, await authentik.peek("sources/all/github/"));
    expect(field(open, "verbose_name").textContent).toContain("OAuth Source");
    expect(authentik.askedFor("sources/all/github/")).toEqual([]);
    const asked = authentik.asked.map(({ path, params }) => `${path}?${params}`);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test("its group, and that group's parent", async () => {
    const { authentik, quiet, user, url } = openConsole(`${AT}/group`, { version });
    const open = await drawer("Red team");
    await quiet();
    const group = await authentik.peek(`core/groups/${GROUP}/?include_users=false`);
    expectEveryField(open, group);
    const parent = `${AT}/group/parents/${group.parents?.[0] ?? group.parent}`;
    expect(linkTo(open, parent).textContent).toBe("Security");
    await user.click(linkTo(open, parent));
    expect(url()).toBe(parent);
    expect(crumbs(await drawer("Security"))).toEqual([
      "Source connections",
      "423",
      "Group",
      "Parent group",
    ]);
  });

  test("where lookups are forbidden, what is known is shown", async () => {
    const { user } = openConsole(AT, {
      version,
      before: (authentik) => {
        authentik.answer(({ path }) => path.startsWith("sources/all/"), forbidden);
        authentik.answer(({ path }) => path.startsWith("core/groups/"), forbidden);
      },
    });
    const table = await findTable();
    await waitFor(() => {
      expect(table.querySelector('[title*="you may not look up its name"]')).toBeTruthy();
    });
    const open = await drawer("quartz-labs/red-team");
    const nested = version === "2024.8";
    await user.click(linkTo(open, `${AT}/source`));
    const next = await drawer(nested ? "GitHub 🐙" : "Source");
    if (nested) expect(field(next, "slug").textContent).toContain("github");
    else
      expect((await next.findByRole("alert")).textContent).toContain("You may not see this source");
  });
});
