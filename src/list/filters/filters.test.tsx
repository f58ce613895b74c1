import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { forbidden } from "../../testing/answers.ts";
import {
  closeConsole,
  column,
  filter,
  findOption,
  findTable,
  keys,
  openConsole,
  openFilter,
} from "../../testing/console.tsx";
import type { FakeAuthentik } from "../../testing/fake-authentik.ts";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";
const CONNECTIONS = "sources/group_connections/oauth/";
const GROUP = "5ced1e83-bf22-4bc6-9108-cc5e3ab8455a";

async function showsRows(authentik: FakeAuthentik, query: string) {
  const { results } = await authentik.peek(query);
  expect(results.length).toBeGreaterThan(0);
  const expected = results.map(({ pk }: { pk: number }) => pk);
  await waitFor(() => expect(keys()).toEqual(expected));
}

describe.each(["2026.2", "2024.8"])("authentik %s", (version) => {
  test("connections are filtered by a source's slug", async () => {
    const { authentik, user, url } = openConsole("/source-connections", { version });
    await findTable();
    await openFilter(user, "Source");
    await user.keyboard("disc");
    await user.click(await findOption(/^Discord discord/));
    expect(url()).toBe("/source-connections?source__slug=discord");
    await showsRows(
      authentik,
      `${CONNECTIONS}?source__slug=discord&ordering=-created,pk&page_size=20`,
    );
    expect(filter("Source").value).toBe("Discord");
  });

  test("labels of source and group come from the lookups for the rows", async () => {
    const { authentik, quiet } = openConsole(
      `/source-connections?source__slug=github&group=${GROUP}`,
      { version },
    );
    await findTable();
    await waitFor(() => expect(filter("Source").value).toBe("GitHub 🐙"));
    await waitFor(() => expect(filter("Group").value).toBe("Red team"));
    await quiet();
    const asked = authentik.asked.map(({ path }) => path);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).not.toContain(`core/groups/${GROUP}/`);
    expect(asked).not.toContain("sources/all/github/");
  });
});

test("codes are filtered by a provider that is looked up on the server, and shown by name", async () => {
  const { authentik, user, url, quiet } = openConsole("/authorization-codes?page=2");
  await findTable();
  await openFilter(user, "Provider");
  await user.keyboard("meet");
  await waitFor(() =>
    expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual([
      "Meeting room displays",
    ]),
  );
  await user.click(screen.getByRole("option"));
  expect(url()).toBe("/authorization-codes?provider=14");
  await showsRows(authentik, `${CODES}?provider=14&ordering=expires,pk&page_size=20`);
  expect(filter("Provider").value).toBe("Meeting room displays");
  expect(new Set(column("Provider"))).toEqual(new Set(["Meeting room displays"]));
  await quiet();
  expect(authentik.askedFor("providers/all/14/")).toEqual([]);

  await user.click(screen.getByRole("button", { name: "Remove filter Provider" }));
  expect(url()).toBe("/authorization-codes");
  expect(filter("Provider").value).toBe("");
  await showsRows(authentik, `${CODES}?ordering=expires,pk&page_size=20`);
});

test("opened from a URL, filter labels need no request of their own", async () => {
  const { authentik, quiet } = openConsole("/authorization-codes?provider=9&user=10");
  await findTable();
  await quiet();
  expect(filter("Provider").value).toBe("Legacy CRM");
  expect(filter("User").value).toBe("Naoko O’Connor");
  expect(authentik.asked.map(({ path }) => path).toSorted()).toEqual([
    "admin/version/",
    "core/users/me/",
    CODES,
  ]);
});

test("opened from a URL without rows, the label is requested once", async () => {
  const { authentik, quiet, user, url } = openConsole("/authorization-codes?provider=24&user=4");
  expect(await screen.findByRole("heading", { name: "No authorization codes match" })).toBeTruthy();
  await waitFor(() => expect(filter("Provider").value).toBe("Survey kiosk"));
  await waitFor(() => expect(filter("User").value).toBe("Amara Okafor"));
  await quiet();
  expect(authentik.askedFor("providers/all/24/")).toHaveLength(1);
  expect(authentik.askedFor("core/users/4/")).toHaveLength(1);
  await user.click(screen.getByRole("button", { name: "Remove all filters" }));
  expect(url()).toBe("/authorization-codes");
  await findTable();
});

test("codes are filtered by user with the keyboard; users of the same name differ in their second line", async () => {
  const { authentik, user, url } = openConsole("/authorization-codes");
  await findTable();
  await openFilter(user, "User");
  await user.keyboard("becker");
  await findOption(/lea\.becker2/);
  const names = screen.getAllByRole("option").map((option) => option.textContent);
  expect(new Set(names).size).toBe(names.length);
  const at = names.findIndex((name) => name.includes("lea.becker2"));
  await user.keyboard("{ArrowDown}".repeat(at + 1));
  await user.keyboard("{Enter}");
  expect(url()).toBe("/authorization-codes?user=592");
  await waitFor(() => expect(column("User")).toEqual(["Léa Becker lea.becker2"]));
  expect(filter("User").value).toBe("Léa Becker");
  await showsRows(authentik, `${CODES}?user=592`);
});

test("connections are filtered by a group's uuid", async () => {
  const { authentik, user, url } = openConsole("/source-connections");
  await findTable();
  await openFilter(user, "Group");
  await user.keyboard("red te");
  await user.click(await findOption(/^Red team/));
  expect(url()).toBe(`/source-connections?group=${GROUP}`);
  await showsRows(authentik, `${CONNECTIONS}?group=${GROUP}&ordering=-created,pk&page_size=20`);
  await waitFor(() => expect(new Set(column("Group"))).toEqual(new Set(["Red team"])));
});

test.each([
  ["/authorization-codes", "Provider", "providers/all/", "9", "provider=9"],
  ["/authorization-codes", "User", "core/users/", "10", "user=10"],
  ["/source-connections", "Source", "sources/oauth/", "github", "source__slug=github"],
  ["/source-connections", "Group", "core/groups/", GROUP, `group=${GROUP}`],
])(
  "%s: where looking up a %s is forbidden, an id can be typed",
  async (path, name, api, id, query) => {
    const { user, url } = openConsole(path, {
      before: (authentik) => {
        authentik.answer(
          (asked) => asked.path.startsWith(api) && !asked.path.endsWith("/me/"),
          forbidden,
        );
      },
    });
    await findTable();
    await openFilter(user, name);
    await user.keyboard("x");
    const box = await screen.findByRole("listbox");
    await within(box).findByText(/^You are not permitted to look up/);
    await user.clear(filter(name));
    await user.keyboard(`${id}{Enter}`);
    await waitFor(() => expect(url()).toBe(`${path}?${query}`));
    await findTable();
    expect(keys().length).toBeGreaterThan(0);
  },
);

test("the filter is rendered before anything is loaded, and keeps what is typed", async () => {
  const { user } = openConsole("/authorization-codes", {
    before: (authentik) => void authentik.hold(CODES),
  });
  await openFilter(user, "Provider");
  await user.keyboard("graf");
  expect(filter("Provider").value).toBe("graf");
  await findOption(/^Grafana kiosk/);
  expect(filter("Provider").value).toBe("graf");
});
