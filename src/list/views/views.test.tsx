import { act, screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, expect, test, vi } from "vitest";
import { closeConsole, findTable, openConsole } from "../../testing/console.tsx";

afterEach(closeConsole);

const KEY = "grantlens.views";
const ENTRY = { list: "authorization-codes", name: "Legacy", search: "provider=9" };

type User = ReturnType<typeof openConsole>["user"];

function keep(...views: unknown[]): void {
  localStorage.setItem(KEY, JSON.stringify({ version: 1, views }));
}

const kept = () => JSON.parse(localStorage.getItem(KEY) ?? "null")?.views;

async function openViews(user: User) {
  await user.click(screen.getByRole("button", { name: "Views" }));
  return within(await screen.findByRole("dialog", { name: /^Views of/ }));
}

const nav = () => within(screen.getByRole("navigation", { name: "Lists" }));

test("saves the list's current state, without its page and without parameters of others", async () => {
  const { user } = openConsole(
    "/authorization-codes?page=2&ordering=-expires&token=hunter2&provider=9",
  );
  await findTable();
  const panel = await openViews(user);
  await user.type(panel.getByRole("textbox", { name: /^Save this list/ }), "  Newest   first ");
  await user.click(panel.getByRole("button", { name: "Save" }));
  expect(panel.getByRole("status").textContent).toBe("“Newest first” is saved.");
  expect(kept()).toEqual([
    {
      list: "authorization-codes",
      name: "Newest first",
      search: "provider=9&ordering=-expires",
    },
  ]);
  expect(localStorage.getItem(KEY)).not.toContain("hunter2");
  expect(panel.getByRole("link", { name: "Newest first" }).getAttribute("aria-current")).toBe(
    "true",
  );
});

test("saved views are tabs above the list; the one that it shows is current", async () => {
  keep(ENTRY, { list: "access-tokens", name: "Of another list", search: "" });
  const { user, url } = openConsole("/authorization-codes");
  await findTable();
  const tabs = within(await screen.findByRole("navigation", { name: "Views" }));
  const told = () =>
    tabs.getAllByRole("link").map((tab) => [tab.textContent, tab.getAttribute("aria-current")]);
  expect(told()).toEqual([
    ["All", "true"],
    ["Legacy", null],
  ]);
  await user.click(tabs.getByRole("link", { name: "Legacy" }));
  expect(url()).toBe("/authorization-codes?provider=9");
  expect(told()).toEqual([
    ["All", null],
    ["Legacy", "true"],
  ]);
});

test("the address is copied by Copy link, and that is no longer said of the next one", async () => {
  const { user, url } = openConsole("/authorization-codes?provider=9");
  await findTable();
  await user.click(screen.getByRole("button", { name: "Copy link" }));
  await screen.findByRole("button", { name: "Link copied" });
  expect(new URL(await navigator.clipboard.readText()).search).toBe("?provider=9");
  await user.selectOptions(screen.getByRole("combobox", { name: "Status" }), "expired");
  await waitFor(() => expect(url()).toContain("status=expired"));
  expect(screen.getByRole("button", { name: "Copy link" })).toBeTruthy();
});

test("saving under the same name replaces the view", async () => {
  keep(ENTRY);
  const { user } = openConsole("/authorization-codes?user=4");
  await screen.findByRole("button", { name: "Views" });
  const panel = await openViews(user);
  await user.type(panel.getByRole("textbox", { name: /^Save this list/ }), "legacy");
  await user.click(panel.getByRole("button", { name: "Replace" }));
  expect(kept()).toEqual([{ ...ENTRY, name: "legacy", search: "user=4" }]);
});

test("one view more than the maximum is rejected, and the stored ones stay", async () => {
  keep(...Array.from({ length: 500 }, (_, index) => ({ ...ENTRY, name: `View ${index}` })));
  const { user } = openConsole("/authorization-codes?user=4");
  const panel = await openViews(user);
  await user.type(panel.getByRole("textbox", { name: /^Save this list/ }), "One more");
  await user.click(panel.getByRole("button", { name: "Save" }));
  expect(panel.getByRole("status").textContent).toBe("500 views are the most. Delete one first.");
  expect(kept()).toHaveLength(500);
});

test("opens, renames, deletes, and shares as a URL", async () => {
  keep(ENTRY, { ...ENTRY, name: "Other", search: "" });
  const { user, url } = openConsole("/authorization-codes");
  await findTable();
  let panel = await openViews(user);
  const row = () => within(panel.getByRole("group", { name: "Legacy" }));
  await user.click(row().getByRole("button", { name: "Copy link" }));
  expect(await navigator.clipboard.readText()).toMatch(/\/authorization-codes\?provider=9$/);
  await user.click(panel.getByRole("link", { name: "Legacy" }));
  expect(url()).toBe("/authorization-codes?provider=9");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());

  panel = await openViews(user);
  await user.click(row().getByRole("button", { name: "Rename" }));
  const box = panel.getByRole<HTMLInputElement>("textbox", { name: /^New name/ });
  await user.clear(box);
  await user.type(box, "other");
  expect(panel.getByText("There is one of that name.")).toBeTruthy();
  await user.type(box, " one{Enter}");
  expect(kept().map(({ name }: { name: string }) => name)).toEqual(["other one", "Other"]);
  const group = within(panel.getByRole("group", { name: "Other" }));
  await user.click(group.getByRole("button", { name: "Delete" }));
  expect(kept()).toHaveLength(1);
});

test("the navigation opens the default view, and a notice links to the whole list", async () => {
  keep(ENTRY);
  const { user, url } = openConsole("/authorization-codes");
  await findTable();
  const panel = await openViews(user);
  const toggle = panel.getByRole("button", { name: "Default" });
  await user.click(toggle);
  expect(toggle.getAttribute("aria-pressed")).toBe("true");
  await user.click(panel.getByRole("button", { name: "Close" }));
  await user.click(nav().getByRole("link", { name: "Group connections" }));
  await screen.findByRole("heading", { level: 1, name: "Group connections" });
  await user.click(nav().getByRole("link", { name: "Authorization codes" }));
  expect(url()).toBe("/authorization-codes?provider=9");
  expect((await screen.findByText(/^Default view/)).textContent).toBe("Default view “Legacy”.");
  await user.click(screen.getByRole("link", { name: "Show the whole list" }));
  expect(url()).toBe("/authorization-codes");
  expect(screen.queryByText(/^Default view/)).toBeNull();
});

test("a URL without parameters shows the whole list: only the navigation applies a default", async () => {
  keep({ ...ENTRY, default: true });
  const { url, quiet } = openConsole("/authorization-codes");
  await findTable();
  await quiet();
  expect(url()).toBe("/authorization-codes");
});

test("stored text that cannot be parsed stays until the user decides", async () => {
  localStorage.setItem(KEY, '{"version":7}');
  const { user } = openConsole("/authorization-codes");
  await findTable();
  const panel = await openViews(user);
  expect(panel.getByRole("alert").textContent).toMatch(/cannot be read, and is kept as it is/);
  expect(panel.queryByRole("button", { name: "Save" })).toBeNull();
  await user.click(panel.getByRole("button", { name: "Copy what is stored" }));
  expect(await navigator.clipboard.readText()).toBe('{"version":7}');
  expect(localStorage.getItem(KEY)).toBe('{"version":7}');
  await user.click(panel.getByRole("button", { name: "Discard it and begin anew" }));
  expect(kept()).toEqual([]);
  expect(panel.getByRole("button", { name: "Save" })).toBeTruthy();
});

test("a full storage is reported, and nothing is shown as saved", async () => {
  const { user } = openConsole("/authorization-codes");
  await findTable();
  const panel = await openViews(user);
  vi.stubGlobal("localStorage", {
    getItem: () => null,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
    clear: () => {},
  });
  await user.type(panel.getByRole("textbox", { name: /^Save this list/ }), "x{Enter}");
  expect(panel.getByRole("status").textContent).toMatch(/no room for it/);
  expect(panel.queryByRole("link", { name: "x" })).toBeNull();
});

test("views saved in another tab appear immediately", async () => {
  const { user } = openConsole("/authorization-codes");
  await findTable();
  const panel = await openViews(user);
  await act(() => {
    keep(ENTRY);
    window.dispatchEvent(new Event("storage"));
  });
  expect(await panel.findByRole("link", { name: "Legacy" })).toBeTruthy();
});

test("import: valid views are added, each invalid one is reported on its own line", async () => {
  keep(ENTRY, "something newer");
  const { user } = openConsole("/authorization-codes");
  await findTable();
  const panel = await openViews(user);
  const json = JSON.stringify({
    version: 1,
    views: [ENTRY, { ...ENTRY, search: "provider=8" }, { name: 5 }, { ...ENTRY, list: "x" }],
  });
  await user.click(panel.getByText("Import views"));
  const box = panel.getByRole("textbox", { name: "or its JSON" });
  await user.click(box);
  await user.paste(json);
  await user.click(panel.getByRole("button", { name: "Import" }));
  expect(panel.getByRole("status").textContent).toBe("1 added, 1 already there.");
  expect(within(panel.getByRole("alert")).getAllByRole("listitem")).toHaveLength(2);
  expect(kept()).toEqual([
    ENTRY,
    { ...ENTRY, name: "Legacy (2)", search: "provider=8" },
    "something newer",
  ]);
  await user.click(box);
  await user.paste("nonsense");
  await user.click(panel.getByRole("button", { name: "Import" }));
  expect(panel.getByRole("alert").textContent).toMatch(/^This is not JSON/);
  expect(kept()).toHaveLength(3);
});
