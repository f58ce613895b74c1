import { parse } from "csv-parse/sync";
import { afterEach, expect, test, vi } from "vitest";
import { CODES } from "../../testing/all-codes.ts";
import {
  closeConsole,
  drawer,
  findTable,
  keys,
  openConsole,
  pager,
  row,
} from "../../testing/console.tsx";
import { catchDownloads } from "../../testing/downloads.ts";
import { type Asked, json } from "../../testing/fake-authentik.ts";
import { act, fireEvent, screen, waitFor, within } from "../../testing/render.tsx";

afterEach(closeConsole);

type Page = ReturnType<typeof openConsole>;

/** Opens a list of which things may be deleted, and waits until they can be. */
async function openDeletable(url: string, options: Parameters<typeof openConsole>[1] = {}) {
  const page = openConsole(url, { readOnly: false, ...options });
  await findTable();
  await waitFor(() => expect(boxes().length).toBeGreaterThan(0));
  await page.quiet();
  return page;
}

const boxes = () => [...document.querySelectorAll<HTMLInputElement>("[data-select]")];
const box = (pk: number) => row(pk).querySelector<HTMLInputElement>("[data-select]")!;
const bar = () => within(screen.getByRole("region", { name: "Selection" }));
const dialog = (name: string | RegExp) => within(screen.getByRole("dialog", { name }));
const isDeletion = ({ method }: Asked) => method === "DELETE";
const deletions = ({ authentik }: Page) =>
  authentik.asked.filter(isDeletion).map(({ path }) => path);
const struck = () =>
  keys()
    .filter((pk) => row(pk).querySelector('[data-live="gone"]'))
    .map(String);
const press = (page: Page, within_: ReturnType<typeof within>, name: string | RegExp) =>
  page.user.click(within_.getByRole("button", { name }));

async function askToDelete(page: Page, title: string | RegExp) {
  await press(page, bar(), "Delete …");
  await screen.findByRole("dialog", { name: title });
  return dialog(title);
}

test.each([
  ["the process only reads", { readOnly: true }],
  ["the caller is no superuser", { as: "viewer" as const }],
])("where %s, nothing can be selected or deleted", async (_, options) => {
  const page = openConsole("/authorization-codes", { readOnly: false, ...options });
  await findTable();
  await page.quiet();
  const [pk = 0] = keys();
  await page.user.click(row(pk).querySelector("[data-row-menu]")!);
  await screen.findByRole("menuitem", { name: "Copy ID" });
  expect(screen.queryByRole("menuitem", { name: /Delete/ })).toBeNull();
  await page.user.keyboard("{Escape}");
  await page.user.click(row(pk).querySelector("a")!);
  const open = await drawer(/^Code for /);
  await open.findByText("Raw JSON");
  await page.quiet();
  expect(open.queryByRole("button", { name: /Delete/ })).toBeNull();
  expect(boxes()).toEqual([]);
});

test.each([
  ["/authorization-codes", CODES, /^A deleted code cannot be redeemed/],
  ["/access-tokens", "oauth2/access_tokens/", /A service that checks a JWT by itself accepts it/],
  ["/refresh-tokens", "oauth2/refresh_tokens/", /Access tokens that were already issued/],
  ["/source-connections", "sources/group_connections/oauth/", /^The group and its members stay/],
])(
  "%s: one is deleted by its row's menu, and stays as a line with its time",
  async (url, path, says) => {
    const page = await openDeletable(url);
    const before = keys();
    const pk = before[3] ?? 0;
    await page.user.click(row(pk).querySelector("[data-row-menu]")!);
    await page.user.click(await screen.findByRole("menuitem", { name: "Delete …" }));
    await screen.findByRole("dialog", { name: new RegExp(`^Delete .* ${pk}$`) });
    const asked = dialog(/^Delete/);
    expect(asked.getByText(says)).toBeTruthy();
    if (path !== CODES) await asked.findByText("Nothing else in authentik uses it.");
    expect(deletions(page)).toEqual([]);
    await press(page, asked, /^Delete /);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(deletions(page)).toEqual([`${path}${pk}/`]);
    await page.quiet();
    expect(keys().slice(0, before.length)).toEqual(before);
    expect(struck()).toEqual([String(pk)]);
    expect(row(pk).textContent).toMatch(/Deleted.*at 12:00:0\d/);
    expect(box(pk)).toBeNull();
    expect((await page.authentik.peek(`${path}?page_size=1`)).pagination.count).toBe(
      Number(document.querySelector("h1 + span")?.textContent.replace(",", "")),
    );
  },
);

test("several are deleted four at a time; one that fails is told, and retried by hand", async () => {
  const page = await openDeletable("/authorization-codes");
  const before = keys();
  const wanted = before.slice(1, 8);
  await page.user.click(box(wanted[0]!));
  await page.user.keyboard("{Shift>}");
  await page.user.click(box(wanted.at(-1)!));
  await page.user.keyboard("{/Shift}");
  expect(bar().getByRole("status").textContent).toBe("7 selected");
  const end = page.authentik.answer(`${CODES}${wanted[2]}/`, async () => json(500, {}));
  const watch = { now: 0, most: 0 };
  page.authentik.answer(
    (one) => isDeletion(one) && one.path !== `${CODES}${wanted[2]}/`,
    async (request, next) => {
      watch.now += 1;
      watch.most = Math.max(watch.most, watch.now);
      const answer = await next(request);
      await new Promise(setImmediate);
      watch.now -= 1;
      return answer;
    },
  );
  const asked = await askToDelete(page, "Delete 7 authorization codes");
  await press(page, asked, "Delete 7 authorization codes");
  const alert = within(await asked.findByRole("alert"));
  await waitFor(() => expect(asked.getByRole("status").textContent).toBe("6 deleted."));
  expect(alert.getByText(new RegExp(`^${wanted[2]}: The server failed \\(500\\)`))).toBeTruthy();
  expect(watch.most).toBe(4);
  expect(struck()).toEqual(wanted.filter((pk) => pk !== wanted[2]).map(String));

  end();
  await press(page, asked, "Retry 1");
  await waitFor(() => expect(asked.getByRole("status").textContent).toBe("7 deleted."));
  expect(asked.queryByRole("alert")).toBeNull();
  expect(deletions(page).length).toBe(8);
  await press(page, asked, "Done");
  await page.quiet();
  expect(document.activeElement?.tagName).toBe("H1");
  expect(struck()).toEqual(wanted.map(String));
  expect(keys().slice(0, 20)).toEqual(before);
  expect(screen.queryByRole("region", { name: "Selection" })).toBeNull();
});

test("all that match are found anew, and deleted once their number is typed", async () => {
  const page = await openDeletable("/authorization-codes?provider=9&status=expired", {
    rows: 300,
    beside: true,
  });
  const expected = (await page.authentik.peekAll(`${CODES}?provider=9`)).filter(
    ({ is_expired }) => is_expired,
  );
  expect(expected.length).toBeGreaterThan(20);
  await page.user.click(screen.getByRole("checkbox", { name: /^Select the/ }));
  const select = `Select all ${expected.length} that match provider Legacy CRM (9); status expired`;
  await press(page, bar(), select);
  expect(bar().getByRole("status").textContent).toMatch(
    /^All \d+ that match provider .* selected$/,
  );
  // One of them goes meanwhile.
  await page.authentik.peek(`${CODES}${expected[0].pk}/`, "DELETE");
  const asked = await askToDelete(page, "Delete all authorization codes that match");
  const number = expected.length - 1;
  const button = await asked.findByRole("button", { name: `Delete ${number} authorization codes` });
  expect(asked.getByText(/^These are all that matched at 12:00:0\d/)).toBeTruthy();
  await page.user.click(button);
  expect(deletions(page)).toEqual([]);
  await page.user.type(
    asked.getByRole("textbox", { name: `Type ${number} to delete them` }),
    `${number}`,
  );
  await page.user.click(button);
  await waitFor(() => expect(asked.getByRole("status").textContent).toBe(`${number} deleted.`));
  const left = await page.authentik.peekAll(`${CODES}?provider=9`);
  expect(left.filter(({ is_expired }) => is_expired)).toEqual([]);
  expect(left.length).toBeGreaterThan(0);
});

test("a longer list is read through first, and what cannot be read is said to be missing", async () => {
  const page = await openDeletable("/authorization-codes", { rows: 500 });
  let pages = 0;
  page.authentik.answer(
    (one) => one.path === CODES && Number(one.params.get("page_size")) > 20 && ++pages === 2,
    async () => json(400, {}),
  );
  await page.user.click(screen.getByRole("checkbox", { name: /^Select the/ }));
  await press(page, bar(), "Select all 500 authorization codes");
  const asked = await askToDelete(page, /that match$/);
  expect((await asked.findByRole("alert")).textContent).toContain("Nothing was deleted.");
  await press(page, asked, "Retry");
  await asked.findByRole("button", { name: "Delete 500 authorization codes" });
  await press(page, asked, "Cancel");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(deletions(page)).toEqual([]);
});

test("what is gone already counts as done where somebody is signed in; else the rest is left", async () => {
  const page = await openDeletable("/access-tokens");
  const wanted = keys().slice(0, 9);
  await page.authentik.peek(`oauth2/access_tokens/${wanted[0]}/`, "DELETE");
  for (const pk of wanted) await page.user.click(box(pk));
  const asked = await askToDelete(page, "Delete 9 access tokens");
  // As authentik answers it: 404 for the tokens, 403 for who-am-I.
  let sent = 0;
  page.authentik.answer(isDeletion, (request, next) => {
    sent += 1;
    if (sent === 2) page.authentik.become("nobody");
    return next(request);
  });
  await press(page, asked, "Delete 9 access tokens");
  const alert = await asked.findByRole("alert");
  expect(alert.textContent).toContain("You are not signed in");

  await waitFor(() => expect(asked.getByRole("status").textContent).toMatch(/not tried\.$/));
  expect(deletions(page).length).toBeLessThan(9);
  page.authentik.become("admin");
  await press(page, asked, /^Retry \d$/);
  await waitFor(() =>
    expect(asked.getByRole("status").textContent).toBe("8 deleted, 1 gone already."),
  );
  const { results } = await page.authentik.peek("oauth2/access_tokens/?page_size=100");
  expect(results.filter(({ pk }: { pk: number }) => wanted.includes(pk))).toEqual([]);
});

test("a permission that is missing, and a process that refuses, are told; nothing is shown as gone", async () => {
  const page = await openDeletable("/source-connections");
  const [first = 0, second = 0] = keys();
  const refusals = [json(403, { detail: "No." }), json(405, { detail: "No." })];
  for (const pk of [first, second]) {
    const [answer] = refusals.splice(0, 1);
    page.authentik.answer(isDeletion, async () => answer!, 1);
    await page.user.click(box(pk));
    const asked = await askToDelete(page, `Delete source connection ${pk}`);
    await press(page, asked, "Delete source connection");
    const told = pk === first ? "you lack the permission" : "without --allow-changes";
    expect((await asked.findByRole("alert")).textContent).toContain(told);
    await press(page, asked, "Done");
    await page.user.click(box(pk));
  }
  expect(struck()).toEqual([]);
});

test("a deletion is cancelled: those under way are finished, no more are begun", async () => {
  const page = await openDeletable("/authorization-codes");
  await page.user.click(screen.getByRole("checkbox", { name: /^Select the/ }));
  const asked = await askToDelete(page, "Delete 20 authorization codes");
  const held = page.authentik.hold(isDeletion, { every: true });
  await press(page, asked, "Delete 20 authorization codes");
  await held.arrived;
  expect(asked.getByRole("progressbar", { name: "Deleting authorization codes" })).toBeTruthy();
  await press(page, asked, "Cancel");
  held.release();
  await waitFor(() =>
    expect(asked.getByRole("status").textContent).toBe("4 deleted, 16 not tried."),
  );
  expect(deletions(page).length).toBe(4);
  expect(asked.getByRole("button", { name: "Go on with 16" })).toBeTruthy();
});

test("closed meanwhile, the dialog stays until those under way are answered, and tells what failed", async () => {
  const page = await openDeletable("/authorization-codes");
  await page.user.click(screen.getByRole("checkbox", { name: /^Select the/ }));
  const asked = await askToDelete(page, "Delete 20 authorization codes");
  let fail = () => {};
  const closed = new Promise<void>((resolve) => (fail = resolve));
  page.authentik.answer(isDeletion, async () => {
    await closed;
    return json(500, {});
  });
  await press(page, asked, "Delete 20 authorization codes");
  await waitFor(() => expect(deletions(page).length).toBe(4));
  await press(page, asked, "Close");
  expect(asked.getByText(/Stopping when those under way are answered/)).toBeTruthy();
  fail();
  await asked.findByRole("button", { name: "Retry 20" });
  expect(asked.getByRole("alert").textContent).toContain("4 authorization codes could not be");
  await press(page, asked, "Close");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("a page that was read before has deleted rows only struck through", async () => {
  const page = await openDeletable("/authorization-codes");
  const [first = 0, second = 0] = keys();
  for (const pk of [first, second]) await page.user.click(box(pk));
  const asked = await askToDelete(page, "Delete 2 authorization codes");
  // As where the list is read from a copy of the database that is behind.
  const before = await page.authentik.peek(`${CODES}?ordering=expires,pk&page_size=20`);
  page.authentik.answer(
    ({ path, params }) => path === CODES && !params.has("page"),
    async () => json(200, before),
  );
  await press(page, asked, "Delete 2 authorization codes");
  await waitFor(() => expect(struck()).toEqual([first, second].map(String)));
  await press(page, asked, "Done");
  await page.user.click(pager().getByRole("link", { name: "Next page" }));
  await page.quiet();
  await page.user.click(pager().getByRole("link", { name: "First page" }));
  await page.quiet();
  expect(struck()).toEqual([first, second].map(String));
  expect(boxes().length).toBe(18);
});

test("rows are selected by Space, with Shift up to there, or by their menus, and no more once another list is shown", async () => {
  const page = await openDeletable("/authorization-codes");
  const [, second = 0, , fourth = 0] = keys();
  const space = async (pk: number, shiftKey = false) => {
    const link = row(pk).querySelector<HTMLElement>("[data-row-link]")!;
    await act(() => link.focus());
    const event = new KeyboardEvent("keydown", {
      key: " ",
      shiftKey,
      bubbles: true,
      cancelable: true,
    });
    fireEvent(link, event);
    expect(event.defaultPrevented).toBe(true);
  };
  await space(second);
  await space(fourth, true);
  expect(
    boxes()
      .map(({ checked }) => checked)
      .slice(0, 5),
  ).toEqual([false, true, true, true, false]);
  const head = screen.getByRole<HTMLInputElement>("checkbox", { name: /^Select the/ });
  expect(head.indeterminate).toBe(true);
  await page.user.click(head);
  expect(bar().getByRole("status").textContent).toBe("20 selected");
  await page.user.click(box(second));
  expect(bar().getByRole("status").textContent).toBe("19 selected");
  await page.user.click(row(second).querySelector("[data-row-menu]")!);
  await page.user.click(await screen.findByRole("menuitem", { name: "Select" }));
  expect(bar().getByRole("status").textContent).toBe("20 selected");
  expect(page.url()).toBe("/authorization-codes");
  await page.user.click(pager().getByRole("link", { name: "Next page" }));
  await page.quiet();
  expect(screen.queryByRole("region", { name: "Selection" })).toBeNull();
  expect(boxes().some(({ checked }) => checked)).toBe(false);
});

test("the open object is deleted from its drawer, which then says so", async () => {
  const page = await openDeletable("/authorization-codes");
  const pk = keys()[2] ?? 0;
  await page.user.click(row(pk).querySelector("a")!);
  const open = await drawer(/^Code for /);
  await page.user.click(await open.findByRole("button", { name: "Delete …" }));
  await screen.findByRole("dialog", { name: `Delete authorization code ${pk}` });
  await press(page, dialog(/^Delete/), "Delete authorization code");
  await open.findByText(/^Deleted at 12:00:0\d UTC\.$/);
  await open.findByText(/^No longer listed\./);
  expect(open.queryByRole("button", { name: "Delete …" })).toBeNull();
  expect(struck()).toEqual([String(pk)]);
});

test("under authentik's own host, its token against forged requests is sent, and not the process's header", async () => {
  document.documentElement.dataset["host"] = "/";
  document.cookie = "authentik_csrf=of-this-session";
  try {
    const page = await openDeletable("/authorization-codes");
    const sent: (string | null)[][] = [];
    page.authentik.answer(isDeletion, (request, next) => {
      const { headers } = request;
      sent.push([headers.get("X-authentik-CSRF"), headers.get("X-Grantlens")]);
      return next(request);
    });
    const [pk = 0] = keys();
    await page.user.click(box(pk));
    const asked = await askToDelete(page, /^Delete/);
    await press(page, asked, "Delete authorization code");
    await waitFor(() => expect(struck()).toEqual([String(pk)]));
    expect(sent).toEqual([["of-this-session", null]]);
  } finally {
    document.cookie = "authentik_csrf=; expires=Thu, 01 Jan 1970 00:00:00 GMT";
    delete document.documentElement.dataset["host"];
  }
});

test("the selection is saved as a file, and copied as a table", async () => {
  const saved = catchDownloads();
  const written: ClipboardItem[] = [];
  const page = await openDeletable("/authorization-codes");
  vi.spyOn(navigator.clipboard, "write").mockImplementation(async (items) => {
    written.push(...items);
  });
  const wanted = [keys()[1], keys()[4]].map(Number);
  for (const pk of wanted) await page.user.click(box(pk));
  await page.user.click(screen.getByRole("button", { name: "Export" }));
  await screen.findByRole("dialog", { name: /^Export / });
  const asked = dialog(/^Export/);
  expect(asked.getByRole<HTMLInputElement>("radio", { name: "The selection: 2" }).checked).toBe(
    true,
  );
  await press(page, asked, "Save file");
  await waitFor(() => expect(saved.length).toBe(1));
  expect(saved[0]?.name).toMatch(/-selection-of-2\.csv$/);
  const rows = parse(saved[0]!.text, { bom: true, columns: true }) as Record<string, string>[];
  expect(rows.map(({ pk }) => Number(pk))).toEqual(wanted);
  expect(rows[0]?.["extent"]).toBe("selection: 2 of 90");
  await press(page, asked, "Copy selection as table");
  await waitFor(() => expect(written.length).toBe(1));
  const text = await (await written[0]!.getType("text/plain")).text();
  const lines = text.split("\r\n").map((line) => line.split("\t"));
  expect(lines.map((line) => line[6])).toEqual(["ID", ...wanted.map(String)]);
  expect(lines[0]?.[0]).toBe("Status");
});

test.each(["2024.8", "2026.2"])(
  "%s: what uses a connection is asked of the list of its own type",
  async (version) => {
    const page = await openDeletable("/user-connections", { version });
    const [pk = 0] = keys();
    await page.user.click(box(pk));
    const asked = await askToDelete(page, /^Delete user connection/);
    await asked.findByText("Nothing else in authentik uses it.");
  },
);

test("where no list of all connections is, each is deleted from that of its own type", async () => {
  const page = await openDeletable("/group-connections", { version: "2024.8" });
  const [pk = 0] = keys();
  await page.user.click(box(pk));
  const asked = await askToDelete(page, /^Delete group connection/);
  await press(page, asked, /^Delete group connection/);
  await waitFor(() => expect(struck()).toEqual([String(pk)]));
  expect(deletions(page).at(-1)).toMatch(
    new RegExp(`^sources/group_connections/(?:oauth|saml|plex)/${pk}/$`),
  );
});

test("what failed and was not tried again is still told, and tried", async () => {
  const page = await openDeletable("/authorization-codes");
  const [first = 0, second = 0] = keys();
  const mend = page.authentik.answer(isDeletion, () => Promise.resolve(json(500, {})));
  for (const pk of [first, second]) await page.user.click(box(pk));
  const asked = await askToDelete(page, "Delete 2 authorization codes");
  await press(page, asked, "Delete 2 authorization codes");
  await asked.findByRole("button", { name: /^Retry/ });
  mend();
  page.authentik.answer(isDeletion, () => Promise.resolve(json(503, {})));
  await press(page, asked, /^Retry/);
  await waitFor(() => expect(asked.getByRole("alert").textContent).toMatch(/503/));
  const told = asked.getByRole("alert").closest("dialog")?.textContent ?? "";
  for (const pk of [first, second]) expect(told).toContain(String(pk));
});
