import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { VERSIONS } from "../../sandbox/versions/known-versions.ts";
import { forbidden, html500 } from "../../testing/answers.ts";
import { closeConsole, findTable, keys, openConsole, row } from "../../testing/console.tsx";
import { type FakeAuthentik, json } from "../../testing/fake-authentik.ts";

afterEach(closeConsole);

const SHARED = "front.desk@example.com";
const AT = `/same-identity?identifier=${encodeURIComponent(SHARED)}`;

/** Versions whose search does not look at identifiers. */
const OLD = new Set(["2024.8", "2024.12"]);

const accounts = () =>
  screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);

describe.each(Object.keys(VERSIONS))("authentik %s", (version) => {
  test("who has an identifier, and all their sources", async () => {
    const { authentik, quiet } = openConsole(AT, { version });
    expect(await screen.findByText("2 users share one identifier.")).toBeTruthy();
    await quiet();
    expect(accounts()).toEqual([
      "User Zoltán Hughes zoltan.hughes",
      "User Olamide Qureshi olamide.qureshi",
      "How this was found",
    ]);
    const first = within(screen.getAllByRole("region")[0]!);
    const sources = first.getAllByRole("row").length - 1;
    const own = await authentik.peek("sources/user_connections/all/?user=7");
    expect(sources).toBe(own.pagination.count);
    expect(first.getAllByText("shared")).toHaveLength(1);
    const searched = !OLD.has(version);
    expect(screen.queryAllByText(/by authentik’s own search/)).toHaveLength(searched ? 2 : 0);
    expect(
      screen.queryAllByText(/does not search identifiers, so (\d+) of \1 were read/),
    ).toHaveLength(searched ? 0 : 2);
  });
});

test("from a row’s menu to its identifier, from there to the user, and on to another identifier", async () => {
  const { user, url } = openConsole("/user-connections?user=7&type=saml");
  await findTable();
  const pk = keys()[0]!;
  await user.click(within(row(pk)).getByRole("button", { name: /^Actions for/ }));
  await user.click(await screen.findByRole("menuitem", { name: "Same identity" }));
  expect(url()).toBe(AT);
  const links = await screen.findAllByRole("link", { name: "Everything tied to this user" });
  await user.click(links[0]!);
  expect(url()).toBe("/same-identity?user=7");
  await screen.findByText("2 users share one identifier.");
  await user.click(screen.getByRole("link", { name: /^uid=zoltan-hughes/ }));
  await screen.findByText(/1 account has this identifier/);
});

test("an identifier is typed, also one with separators and quotes", async () => {
  const { user, url } = openConsole("/same-identity");
  await user.type(screen.getByRole("textbox", { name: "Identifier" }), "a\\b\"c'd");
  await user.click(screen.getByRole("button", { name: "Find" }));
  expect(new URLSearchParams(url().split("?")[1]).get("identifier")).toBe("a\\b\"c'd");
  await waitFor(() => expect(accounts()[0]).toMatch(/^Group /));
});

test("nobody has it", async () => {
  openConsole("/same-identity?identifier=nobody-has-this");
  expect(await screen.findByText("Nobody has this identifier.")).toBeTruthy();
});

test("what may not be read is said, and what could is shown", async () => {
  openConsole(AT, {
    before: (authentik) => {
      authentik.answer(({ path }) => path.startsWith("sources/group_connections/"), forbidden);
    },
  });
  await screen.findByText("2 users share one identifier.");
  expect(await screen.findByText(/Group connections: You may not see/)).toBeTruthy();
});

test("a user who is gone since is said to be gone", async () => {
  openConsole(AT, {
    before: (authentik) => {
      authentik.answer("core/users/7/", () => Promise.resolve(json(404, { detail: "Not found." })));
    },
  });
  expect(await screen.findByText("this user is gone")).toBeTruthy();
});

test("what is left out is counted: accounts beyond the tenth, identifiers beyond the tenth", async () => {
  const rows = async (authentik: FakeAuthentik, change: (row: object, index: number) => object) => {
    const answer = await authentik.peek("sources/user_connections/all/?user=7&page_size=1");
    const results = Array.from({ length: 12 }, (_, index) => change(answer.results[0], index));
    const pagination = { ...answer.pagination, count: 12, end_index: 12, total_pages: 1, next: 0 };
    return json(200, { ...answer, pagination, results });
  };
  const { user } = openConsole(AT, {
    before(authentik) {
      authentik.answer(
        ({ path, params }) =>
          path === "sources/user_connections/all/" && params.get("search") === SHARED,
        () =>
          rows(authentik, (row, index) => ({
            ...row,
            pk: 9000 + index,
            user: 30 + index,
            identifier: SHARED,
          })),
      );
      authentik.answer(
        ({ path, params }) =>
          path === "sources/user_connections/all/" && params.get("user") === "30",
        () =>
          rows(authentik, (row, index) => ({
            ...row,
            pk: 9000 + index,
            user: 30,
            identifier: `call-me-${index}`,
          })),
      );
    },
  });
  await screen.findByText("12 accounts were found; the first 10 are shown.");
  expect(
    screen.getByText(/^Of what was read: 12 accounts have this identifier, no two of those/),
  ).toBeTruthy();
  await user.click(screen.getAllByRole("link", { name: "Everything tied to this user" })[0]!);
  await screen.findByText("Of 12 identifiers, the first 10 were looked for.");
  expect(
    screen.getByText(/^Of what was read: no other user has one of the first 10 identifiers/),
  ).toBeTruthy();
});

test("that authentik does not search identifiers is said only where it is known", async () => {
  openConsole(AT, {
    before: (authentik) => {
      authentik.answer(({ params }) => params.has("search"), html500);
    },
  });
  await screen.findByText("2 users share one identifier.");
  expect(
    screen.getAllByText(/whether this authentik searches identifiers is not known, so (\d+) of \1/),
  ).toHaveLength(2);
});

test("where no connections are listed, none are said to have been read", async () => {
  openConsole(AT, { as: "viewer" });
  await screen.findByText("User connections: authentik lists none.");
  expect(screen.queryByText(/0 of 0/)).toBeNull();
});

test("where all of it fails, nothing is claimed", async () => {
  openConsole(AT, {
    before: (authentik) => {
      authentik.answer(({ path }) => path.startsWith("sources/"), html500);
    },
  });
  expect(await screen.findByText("Nothing was found in what could be read.")).toBeTruthy();
  expect(screen.queryByText("Nobody has this identifier.")).toBeNull();
});
