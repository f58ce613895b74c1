import { afterEach, describe, expect, test } from "vitest";
import { forbidden } from "../../testing/answers.ts";
import {
  closeConsole,
  column,
  drawer,
  findTable,
  keys,
  openConsole,
  row,
} from "../../testing/console.tsx";
import { screen, waitFor } from "../../testing/render.tsx";

afterEach(closeConsole);

type Page = ReturnType<typeof openConsole>;

/** How many users or groups are connected with a source, by all there are. */
async function connected({ authentik }: Page, of: "user" | "group", uuid: string) {
  let count = 0;
  for (const type of ["oauth", "saml", "ldap", "kerberos", "plex", "telegram"]) {
    const path = `sources/${of}_connections/${type}/`;
    const first = await authentik.peek(`${path}?page_size=1`).catch(() => undefined);
    if (first?.results === undefined) continue;
    const rows = await authentik.peekAll(`${path}?ordering=pk`);
    count += rows.filter(({ source }) => (source.pk ?? source) === uuid).length;
  }
  return count;
}

describe.each(["2024.8", "2026.2", "2026.8"])("authentik %s", (version) => {
  test("sources are listed, disabled ones marked, and each leads to who is connected", async () => {
    const page = openConsole("/sources", { version });
    await findTable();
    await page.quiet();
    const all = await page.authentik.peekAll("sources/all/?ordering=name,pk");
    expect(column("Slug")).toEqual(all.map(({ slug }) => slug));
    for (const [index, { pk, enabled }] of all.entries()) {
      const some = (await connected(page, "user", pk)) + (await connected(page, "group", pk)) > 0;
      const state = enabled ? "Enabled" : `disabled${some ? "still connected" : ""}`;
      expect(column("State")[index]).toBe(state);
    }
    const { pk, name, slug } = all.find(({ enabled }) => !enabled);
    await page.user.click(screen.getByRole("link", { name: `${name} source` }));
    const open = await drawer(name);
    const groups = await connected(page, "group", pk);
    const link = await open.findByRole("link", {
      name: `${groups} group connection${groups === 1 ? "" : "s"}`,
    });
    expect(open.getByText("Disabled, but still connected.")).toBeTruthy();
    expect(link.getAttribute("href")).toBe(`/group-connections?source__slug=${slug}`);
    await page.user.click(link);
    await findTable();
    await waitFor(() => expect(page.url()).toBe(`/group-connections?source__slug=${slug}`));
  });
});

test("a source is opened by itself from a connection", async () => {
  const page = openConsole("/user-connections");
  await findTable();
  const { source } = await page.authentik.peek(`sources/user_connections/all/${keys()[0]}/`);
  await page.user.click(row(keys()[0]!).querySelector('a[href*="/source"]')!);
  await page.user.click(await screen.findByRole("link", { name: "Open this source by itself" }));
  expect(page.url()).toBe(`/sources/${source}`);
  await screen.findByText("Raw JSON");
});

test("counts that may not be read are told, in the list of a disabled source and in its drawer", async () => {
  const page = openConsole("/sources", {
    before: (authentik) => {
      authentik.answer(({ path }) => /^sources\/\w+_connections\//.test(path), forbidden);
    },
  });
  await findTable();
  await page.quiet();
  expect(column("State").filter((text) => text.startsWith("disabled"))).toContain(
    "disabledconnections not known",
  );
});
