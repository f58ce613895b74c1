import { screen, waitFor, within } from "../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { dropped, edited, forbidden, html500 } from "../testing/answers.ts";
import {
  closeConsole,
  column,
  drawer,
  filter,
  findOption,
  findTable,
  keys,
  openConsole,
  openFilter,
  passTime,
  row,
} from "../testing/console.tsx";
import type { FakeAuthentik } from "../testing/fake-authentik.ts";

afterEach(closeConsole);

const VERSIONS = ["2024.8", "2025.4", "2026.2", "2026.8"];
const API = "sources/group_connections/oauth/";
const ME = "core/users/me/";
/** In the sandbox's world: the viewer's user, a code of the viewer, and a code of another user. */
const VIEWER = 50;
const OWN = 103720;
const OTHERS = 103998;
/** A connection and its group. */
const CONNECTION = 31;
const GROUP = "92718a15-b7c4-45a4-9fbe-7548367ecde7";

const OWN_ONLY = "Only your own codes are listed.";
const NOT_KNOWN = /^It is not known whose codes these are\./;
const NOTHING_OF_OTHERS =
  "You are not a superuser: only your own codes are listed, so this says nothing about those of others.";
const BREAKS =
  "authentik 2024.8 fails like this for everybody who is not a superuser, whatever they may see, and you are not one. On that version, retrying does not help: sign in as a superuser, or update authentik.";

const heading = (name: string) => screen.findByRole("heading", { name });
const tryAgain = () => screen.getByRole("button", { name: "Try again" });

/** Makes the caller an impersonated user. */
const impersonated = edited((body) => {
  body.original = { ...body.user, pk: 4, username: "akadmin", name: "Amara Okafor" };
});

describe.each(VERSIONS)("authentik %s", (version) => {
  test.each([
    ["admin", `?user=${VIEWER}`, 4, "Amara Okafor · superuser"],
    ["auditor", "", 1, "Aurelia Auditor · not a superuser: only your own codes are listed"],
    ["viewer", "", 4, "Vico Viewer · not a superuser: only your own codes are listed"],
  ] as const)("codes are listed for the %s", async (as, search, count, who) => {
    openConsole(`/authorization-codes${search}`, { version, as });
    await findTable();
    expect(keys()).toHaveLength(count);
    await waitFor(() => expect(document.body.textContent).toContain(who));
    expect(screen.queryAllByText(OWN_ONLY)).toHaveLength(as === "admin" ? 0 : 1);
  });

  test.each(["nobody", "badtoken"] as const)("neither list is shown to %s", async (as) => {
    const { authentik, user, quiet } = openConsole("/authorization-codes", { version, as });
    await heading("You are not signed in");
    expect(await screen.findByText("Not signed in")).toBeTruthy();
    await user.click(screen.getByRole("link", { name: "Group connections" }));
    await waitFor(() =>
      expect(screen.getByRole("heading", { level: 1 }).textContent).toMatch(/^G/),
    );
    await heading("You are not signed in");
    expect(tryAgain()).toBeTruthy();
    expect(screen.queryByText(NOT_KNOWN)).toBeNull();
    await quiet();
    expect(authentik.askedFor("admin/version/")).toEqual([]);
  });

  test("connections are shown to each caller by their rights", async () => {
    const { authentik, user } = openConsole(`/source-connections?group=${GROUP}`, { version });
    const count = (await findTable()).querySelectorAll("tbody tr").length;
    authentik.become("viewer");
    await user.click(screen.getByRole("button", { name: "Refresh" }));
    const breaks = version === "2024.8";
    const words = breaks ? "The server failed (500)" : "You may not see source connections";
    await screen.findByText("Not up to date.");
    expect(document.body.textContent).toContain(`${words}: these rows are from the last answer.`);
    authentik.become("auditor");
    await user.click(tryAgain());
    if (breaks) {
      await waitFor(() => expect(authentik.askedFor(API)).toHaveLength(3));
      expect(screen.getByText("Not up to date.")).toBeTruthy();
    } else {
      await waitFor(() => expect(screen.queryByText("Not up to date.")).toBeNull());
      expect(keys()).toHaveLength(count);
      expect(await screen.findByText("Aurelia Auditor")).toBeTruthy();
    }
  });

  test.each(["viewer", "auditor"] as const)("connections opened by the %s", async (as) => {
    openConsole(`/source-connections/${CONNECTION}/group?group=${GROUP}`, { version, as });
    if (version === "2024.8") {
      await waitFor(() => expect(screen.getAllByText(BREAKS)).toHaveLength(2));
      expect(screen.getAllByRole("heading", { name: "The server failed (500)" })).toHaveLength(2);
    } else if (as === "viewer") {
      await heading("You may not see source connections");
      await heading("You may not see this source connection");
      expect(screen.queryByText(BREAKS)).toBeNull();
    } else {
      await findTable();
      const name = await screen.findByRole("region", { name: "SRE on call" });
      expect(within(name).queryByRole("alert")).toBeNull();
    }
  });

  test("a code of somebody else is missing for the viewer, and shown to a superuser", async () => {
    const other = openConsole(`/authorization-codes/${OTHERS}/user`, { version, as: "viewer" });
    await heading(`No authorization code ${OTHERS}`);
    expect(
      screen.getByText(
        "authentik does not show it: it is somebody else’s, redeemed, cleaned up or deleted, or it never existed.",
      ),
    ).toBeTruthy();
    // One for this failure; the first was the shell's.
    expect(other.authentik.askedFor(ME).length).toBeLessThanOrEqual(2);
    other.authentik.become("admin");
    await other.user.click(screen.getByRole("button", { name: "Retry" }));
    await waitFor(() => expect(screen.queryByText(/^authentik does not show it/)).toBeNull());
    expect(screen.queryByRole("heading", { level: 2, name: "User" })).toBeNull();
  });
});

const SUGGESTIONS = "Suggested filters";

describe("own codes only", () => {
  test("an empty list of own codes does not say that there are none", async () => {
    openConsole("/authorization-codes", { as: "viewer", rows: 0 });
    await heading("No authorization codes of your own");
    expect(screen.getByText(NOTHING_OF_OTHERS)).toBeTruthy();
    expect(screen.queryByText(/authentik lists none/)).toBeNull();
    expect(screen.getByTitle("0 of your own").textContent).toBe("0");
  });

  test("a filter by another user without rows says nothing about their codes", async () => {
    openConsole("/authorization-codes?user=54", { as: "auditor" });
    await heading("No authorization codes of your own match");
    expect(screen.getByText(NOTHING_OF_OTHERS)).toBeTruthy();
    // The auditor may look up users.
    await waitFor(() => expect(filter("User").value).not.toBe("54"));
  });

  test("a search suggests no other user, and says which filter takes an id when names are forbidden", async () => {
    const { authentik, user, url } = openConsole("/authorization-codes?search=an", {
      as: "viewer",
    });
    const providers = within(await screen.findByRole("region", { name: SUGGESTIONS }));
    expect(await screen.findByText(OWN_ONLY)).toBeTruthy();
    expect((await providers.findByRole("alert")).textContent).toBe(
      "You may not see providers. The filter Provider takes an id. Try again",
    );
    expect(authentik.askedFor("core/users/")).toEqual([]);
    authentik.become("auditor");
    await user.click(providers.getByRole("button", { name: "Try again" }));
    const [first] = await providers.findAllByRole("button", { name: /^provider/ });
    await user.click(first!);
    expect(url()).toMatch(/^\/authorization-codes\?provider=\d+$/);
  });

  test("while the caller is unknown, so is whose codes these are", async () => {
    const { authentik, user } = openConsole(`/authorization-codes?user=${VIEWER}`, {
      as: "viewer",
      before: (server) => void server.answer(ME, html500),
    });
    await findTable();
    const scope = await screen.findByText(NOT_KNOWN);
    expect(await screen.findByText("Signed in as: unknown")).toBeTruthy();
    expect(screen.queryByText(OWN_ONLY)).toBeNull();
    const before = authentik.askedFor(ME).length;
    await user.click(within(scope).getByRole("button", { name: "Retry" }));
    await waitFor(() => expect(authentik.askedFor(ME).length).toBeGreaterThan(before));
  });

  test("a caller's name that could not be refetched is marked as last known", async () => {
    const { authentik, user } = openConsole("/authorization-codes");
    await findTable();
    await waitFor(() => expect(document.body.textContent).toContain("Amara Okafor · superuser"));
    const back = authentik.answer(ME, html500);
    passTime(61_000);
    await user.click(screen.getByRole("button", { name: "Refresh" }));
    const marked = await screen.findByText(/^As last known/);
    expect(document.body.textContent).toContain("Amara Okafor · superuser");
    back();
    await user.click(within(marked).getByRole("button", { name: "Retry" }));
    await waitFor(() => expect(screen.queryByText(/^As last known/)).toBeNull());
  });

  test("while the caller is unknown, an empty list may hold only their own codes", async () => {
    openConsole("/authorization-codes", {
      rows: 0,
      before: (server) => void server.answer(ME, dropped),
    });
    await heading("No authorization codes");
    expect(
      await screen.findByText(
        "Your identity could not be checked: this may cover only your own codes.",
      ),
    ).toBeTruthy();
  });

  test("rows of other users contradict the cached caller, which is fetched again at once", async () => {
    const { authentik, user } = openConsole("/authorization-codes", { as: "viewer" });
    await screen.findByText(OWN_ONLY);
    authentik.become("admin");
    await user.click(screen.getByRole("button", { name: "Refresh" }));
    await waitFor(() => expect(keys().length).toBeGreaterThan(4));
    await waitFor(() => expect(document.body.textContent).toContain("Amara Okafor · superuser"));
    expect(screen.queryByText(OWN_ONLY)).toBeNull();
    expect(screen.queryByText(NOT_KNOWN)).toBeNull();
  });
});

describe("impersonating", () => {
  const before = (server: FakeAuthentik) => void server.answer(ME, impersonated);

  test("a user who is not a superuser", async () => {
    openConsole("/authorization-codes", { as: "viewer", before });
    await findTable();
    const said = await screen.findByText(/^Impersonating .*: only their codes are listed\.$/);
    expect(within(said).getByText("Vico Viewer").tagName).toBe("BDI");
    const foot = screen.getByText("Impersonating").parentElement;
    expect(foot?.textContent).toBe(
      "ImpersonatingVico Viewer · not a superuser: only their codes are listedTheir permissions apply, not those of Amara Okafor, who is signed in.",
    );
    expect(document.body.textContent).not.toContain("your own");
  });

  test("an empty list is said to be theirs", async () => {
    openConsole("/authorization-codes?user=54", { as: "viewer", before });
    await heading("No authorization codes of the impersonated user match");
    expect(screen.getByText(/^The user you impersonate is not a superuser:/)).toBeTruthy();
  });

  test("connections, too, are shown by their rights", async () => {
    openConsole("/source-connections", { as: "viewer", version: "2024.8", before });
    await heading("The server failed (500)");
    expect(screen.getByText(/OAuth sources.*Impersonating/).textContent).toBe(
      "Groups, OAuth sources. See also groups, all types and users. Impersonating Vico Viewer: their permissions apply.",
    );
    expect(screen.getByText(/^authentik 2024\.8 fails/).textContent).toContain(
      "and the user you impersonate is not one.",
    );
  });
});

describe("forbidden lookups", () => {
  test("groups are shown by id, with the reason, and by name once permitted", async () => {
    let restore = () => {};
    const { user } = openConsole(`/source-connections/${CONNECTION}?group=${GROUP}`, {
      as: "auditor",
      before: (server) => {
        restore = server.answer(({ path }) => path.startsWith("core/groups/"), forbidden);
      },
    });
    await findTable();
    const notice = await screen.findByText(
      "Groups are shown by their ids: you may not look up groups.",
    );
    expect(new Set(column("Group"))).toEqual(new Set([GROUP]));
    const open = await drawer("urn:example:group:sre-on-call");
    expect(open.getByText("you may not look up its name")).toBeTruthy();
    restore();
    const status = within(notice.closest<HTMLElement>("[role=status]")!);
    await user.click(status.getByRole("button", { name: "Retry" }));
    await waitFor(() => expect(new Set(column("Group"))).toEqual(new Set(["SRE on call"])));
    expect(screen.queryByText(/shown by their ids/)).toBeNull();
  });

  test.each([
    ["sources/all/", forbidden, "Sources are shown by their ids: you may not look up sources."],
    ["sources/all/", html500, "Sources are shown by their ids: looking them up failed."],
    [
      "core/groups/",
      edited((body) => {
        body.results = [];
      }),
      "Some groups are shown by their ids: authentik does not name them to you.",
    ],
  ])("%s: a notice says why there are ids", async (path, respond, words) => {
    openConsole(`/source-connections?group=${GROUP}`, {
      as: "auditor",
      before: (server) => void server.answer(path, respond),
    });
    expect(await screen.findByText(words)).toBeTruthy();
  });

  test("a filter takes ids from the viewer, and names once they may be looked up", async () => {
    const { authentik, user, url } = openConsole("/authorization-codes", { as: "viewer" });
    await findTable();
    await openFilter(user, "Provider");
    const box = await screen.findByRole("listbox");
    await within(box).findByText(
      "You are not permitted to look up a provider. Type its numeric id and press Enter to filter by provider.",
    );
    await user.keyboard("6{Enter}");
    await waitFor(() => expect(url()).toBe("/authorization-codes?provider=6"));
    await waitFor(() => expect(keys()).toEqual([OWN]));
    expect(row(OWN)).toBeTruthy();
    authentik.become("auditor");
    await user.click(screen.getByRole("button", { name: "Remove filter Provider" }));
    await openFilter(user, "Provider");
    expect(await findOption(/./)).toBeTruthy();
  });

  test("a group of an own code is known from the code, and loads once permitted", async () => {
    const { authentik, user } = openConsole(`/authorization-codes/${OWN}`, { as: "viewer" });
    const open = await drawer(/^Code for Vico Viewer/);
    await user.click(open.getAllByRole("link", { name: /^Vico Viewer/ })[0]!);
    const person = await drawer("Vico Viewer");
    await user.click((await person.findAllByRole("link", { name: "Staff" }))[0]!);
    const group = await drawer("Staff");
    expect(
      await group.findByText(/^Only what the user’s row says: You may not see groups\.$/),
    ).toBeTruthy();
    authentik.become("auditor");
    await user.click(group.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(group.queryByText(/^Only what the user/)).toBeNull());
  });

  test("a role of a group that may not be seen is forbidden, not unreadable", async () => {
    const { authentik } = openConsole("/", { as: "viewer" });
    const { results } = await authentik
      .peek(`core/users/me/`)
      .then(() => authentik.peek("oauth2/authorization_codes/"));
    const [uuid] = results[0].user.groups;
    closeConsole();
    openConsole(`/authorization-codes/${OWN}/user/groups/${uuid}/roles/${uuid}`, { as: "viewer" });
    expect(await heading("You may not see this role")).toBeTruthy();
    expect(screen.queryByText(/could not be read/)).toBeNull();
  });
});

describe("without a reload", () => {
  test.each([
    ["/authorization-codes", "nobody"],
    ["/authorization-codes", "badtoken"],
    [`/source-connections?group=${GROUP}`, "nobody"],
    [`/source-connections?group=${GROUP}`, "viewer"],
  ] as const)("%s loads when %s becomes the auditor", async (path, as) => {
    const { authentik, user, url } = openConsole(path, { as });
    await screen.findByRole("alert");
    authentik.become("auditor");
    await user.click(tryAgain());
    await findTable();
    // The shell follows: what it said about the caller no longer holds.
    expect(await screen.findByText("Aurelia Auditor", { selector: "header *" })).toBeTruthy();
    expect(screen.queryByText("Not signed in")).toBeNull();
    expect(url()).toBe(path);
  });

  test("an open connection loads, too", async () => {
    const { authentik, user } = openConsole(`/source-connections/${CONNECTION}/source`, {
      as: "viewer",
    });
    const alone = await drawer("Source");
    await alone.findByRole("heading", { name: "You may not see this source connection" });
    authentik.become("admin");
    await user.click(alone.getByRole("button", { name: "Try again" }));
    await waitFor(() =>
      expect(screen.queryByRole("heading", { name: /this source connection$/ })).toBeNull(),
    );
    expect(await screen.findByRole("region", { name: /^Corporate sign-in/ })).toBeTruthy();
  });
});
