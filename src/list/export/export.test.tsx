import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CODES } from "../../testing/all-codes.ts";
import { closeConsole, findTable, keys, openConsole } from "../../testing/console.tsx";
import { catchDownloads, type SavedFile } from "../../testing/downloads.ts";
import { type Asked, type FakeAuthentik, json } from "../../testing/fake-authentik.ts";
import { screen, waitFor, within } from "../../testing/render.tsx";

vi.setConfig({ testTimeout: 60_000 });

/** Files that the page saved, oldest first. */
let saved: SavedFile[] = [];

beforeEach(() => {
  saved = catchDownloads();
});

afterEach(closeConsole);

type User = ReturnType<typeof openConsole>["user"];

const dialog = () => within(screen.getByRole("dialog", { name: /^Export / }));
const press = (user: User, name: string | RegExp) =>
  user.click(dialog().getByRole("button", { name }));

async function openExport(user: User, ...choices: RegExp[]): Promise<void> {
  await user.click(screen.getByRole("button", { name: "Export" }));
  await screen.findByRole("dialog", { name: /^Export / });
  for (const name of choices) await user.click(dialog().getByRole("radio", { name }));
}

async function saveFile(user: User): Promise<SavedFile> {
  const before = saved.length;
  await press(user, "Save file");
  await waitFor(() => expect(saved.length).toBe(before + 1), { timeout: 30_000 });
  const file = saved.at(-1)!;
  expect(file.text).not.toContain("CANARY");
  expect(file.text).not.toContain("data:image");
  await waitFor(() => expect(dialog().getByRole("status").textContent).toContain(file.name));
  return file;
}

const rowsOf = ({ text }: SavedFile) =>
  parse(text, { bom: true, columns: true }) as Record<string, string>[];
const pksOf = (file: SavedFile) => rowsOf(file).map(({ pk }) => pk);
const isRows = (path: string) => (one: Asked) =>
  one.path === path && Number(one.params.get("page_size")) > 20;

/** The most requests of one list that were being answered at once. */
function watchRequests(authentik: FakeAuthentik, path: string) {
  const watch = { now: 0, most: 0 };
  authentik.answer(path, async (request, next) => {
    watch.now += 1;
    watch.most = Math.max(watch.most, watch.now);
    const answer = await next(request);
    await Promise.resolve();
    watch.now -= 1;
    return answer;
  });
  return watch;
}

describe.each([
  ["/authorization-codes", CODES, "ordering=expires,pk"],
  ["/access-tokens", "oauth2/access_tokens/", "ordering=expires,pk"],
  ["/refresh-tokens", "oauth2/refresh_tokens/", "ordering=expires,pk"],
  ["/source-connections", "sources/group_connections/oauth/", "ordering=-created,pk"],
  // One user's: there are thousands of events.
  [
    "/sign-ins?username=yael.abdi",
    "events/events/",
    "action=authorize_application&username=yael.abdi&ordering=-created,pk",
  ],
])("%s", (address, path, query) => {
  const [list] = address.slice(1).split("?");
  test("its page and all of it are saved, as CSV and as JSON", async () => {
    const { authentik, user } = openConsole(address, { rows: 130 });
    await findTable();
    const shown = [...document.querySelectorAll<HTMLElement>("tr[data-pk]")].map(
      (row) => row.dataset["pk"],
    );
    await openExport(user);
    const page = await saveFile(user);
    expect(pksOf(page)).toEqual(shown);
    const watch = watchRequests(authentik, path);
    await user.click(dialog().getByRole("radio", { name: /^All|that match$/ }));
    const all = await saveFile(user);
    const expected = await authentik.peekAll(`${path}?${query}`);
    expect(pksOf(all)).toEqual(expected.map(({ pk }) => String(pk)));
    expect(all.name).toMatch(
      new RegExp(`^grantlens-${list}-2026-11-22T12-00-\\d\\dZ-complete.csv$`),
    );
    expect(watch.most).toBeLessThanOrEqual(2);
    await user.click(dialog().getByRole("radio", { name: /^JSON/ }));
    const file = JSON.parse((await saveFile(user)).text);
    expect(file.grantlens).toMatchObject({
      list,
      seen_by: "akadmin",
      complete: true,
      rows: expected.length,
    });
    expect(file.rows.map(({ pk }: { pk: unknown }) => pk)).toEqual(expected.map(({ pk }) => pk));
  });
});

test("the file says when, with which filters, and how much; names stand beside ids", async () => {
  const { authentik, user, quiet } = openConsole(
    "/authorization-codes?provider=9&status=expired&token=hunter2&page=1",
    { rows: 900 },
  );
  await findTable();
  await quiet();
  await openExport(user, /that match$/);
  const file = await saveFile(user);
  const expected = (await authentik.peekAll(`${CODES}?provider=9&ordering=expires,pk`)).filter(
    ({ expires }) => expires !== null && Date.parse(expires) < Date.parse("2026-11-22T12:00:00Z"),
  );
  const [first] = rowsOf(file);
  expect(rowsOf(file).length).toBe(expected.length);
  expect(first).toMatchObject({
    pk: String(expected[0].pk),
    user_id: String(expected[0].user.pk),
    user_username: expected[0].user.username,
    provider_id: "9",
    provider_name: "Legacy CRM",
    as_of: expect.stringMatching(/^2026-11-22T12:00:0\dZ$/),
    seen_by: "akadmin",
    extent: `complete: all ${expected.length}`,
  });
  expect(first?.["filter"]).toBe("provider Legacy CRM (9); status expired; ordered by expires");
  expect(first?.["address"]).toMatch(/\/authorization-codes\?provider=9&status=expired$/);
  expect(file.text).not.toContain("hunter2");
});

test("a search that the browser does is exported whole, sorted like the list", async () => {
  const { authentik, user } = openConsole(
    "/authorization-codes?search=scope:offline&ordering=-pk",
    { rows: 2500 },
  );
  await screen.findByText(/^Searched 2,000 of 2,500 codes/);
  await openExport(user, /^All that match$/);
  const file = await saveFile(user);
  const all = await authentik.peekAll(`${CODES}?ordering=-pk`);
  const expected = all.filter(({ scope }) => scope.some((one: string) => one.includes("offline")));
  expect(pksOf(file)).toEqual(expected.map(({ pk }) => String(pk)));
  // What the list shows is as it was.
  expect(screen.getByText(/^Searched 2,000 of 2,500 codes/)).toBeTruthy();
});

test("what the list itself is reading comes first, so that no more is asked for at once", async () => {
  let release = (): void => {};
  const { authentik, user } = openConsole("/authorization-codes?search=scope:email", {
    rows: 900,
    before: (server) => {
      let pages = 0;
      ({ release } = server.hold((one) => isRows(CODES)(one) && ++pages === 3));
    },
  });
  await findTable();
  await openExport(user, /^All that match$/);
  const watch = watchRequests(authentik, CODES);
  await press(user, "Save file");
  expect(dialog().getByText(/^Read \d+ of 900 authorization codes so far/)).toBeTruthy();
  release();
  await waitFor(() => expect(saved.length).toBe(1));
  expect(saved[0]?.name).toMatch(/-complete\.csv$/);
  expect(watch.most).toBeLessThanOrEqual(2);
  expect(authentik.asked.filter(isRows(CODES)).length).toBeLessThan(13);
});

test("a list that is loaded in full is exported without a request", async () => {
  const { authentik, user, quiet } = openConsole("/authorization-codes?status=valid", {
    rows: 300,
    beside: true,
  });
  await findTable();
  await quiet();
  await waitFor(() => expect(screen.getByText(/^\d+ of 300 codes, as of/)).toBeTruthy());
  const before = authentik.askedFor(CODES).length;
  await openExport(user, /that match$/);
  const file = await saveFile(user);
  expect(file.name).toContain("-complete.csv");
  expect(authentik.askedFor(CODES).length).toBe(before);
});

test("a failure half-way is told in words, keeps what was read, and goes on from there", async () => {
  const { authentik, user } = openConsole("/authorization-codes", { rows: 900 });
  await findTable();
  let pages = 0;
  authentik.answer(
    (one) => isRows(CODES)(one) && ++pages > 4,
    () => Promise.resolve(json(400, { detail: "no" })),
    1,
  );
  await openExport(user, /^All 900$/, /^JSON/);
  await press(user, "Save file");
  const alert = within(await screen.findByRole("alert"));
  expect(alert.getByText(/^Until then \d+ of 900 authorization codes were read/)).toBeTruthy();
  expect(saved).toEqual([]);

  await user.click(alert.getByRole("button", { name: "Save what was read" }));
  await waitFor(() => expect(saved.length).toBe(1));
  expect(saved[0]?.name).toMatch(/-broken-off-at-\d+-of-900\.json$/);
  expect(JSON.parse(saved[0]!.text).grantlens.complete).toBe(false);

  const before = authentik.asked.filter(isRows(CODES)).length;
  await user.click(alert.getByRole("button", { name: "Continue" }));
  await waitFor(() => expect(saved.length).toBe(2));
  expect(saved[1]?.name).toMatch(/-complete\.json$/);
  expect(JSON.parse(saved[1]!.text).rows.length).toBe(900);
  expect(authentik.asked.filter(isRows(CODES)).length - before).toBeLessThan(9);
});

test("a reading is cancelled, and nothing is saved", async () => {
  const { authentik, user } = openConsole("/authorization-codes", { rows: 900 });
  await findTable();
  const held = authentik.hold(isRows(CODES), { every: true });
  await openExport(user, /^All 900$/);
  await press(user, "Save file");
  await held.arrived;
  await press(user, "Cancel");
  expect(dialog().getByRole("status").textContent).toBe("Cancelled: nothing was saved.");
  await waitFor(() => expect(authentik.asked.some(({ aborted }) => aborted)).toBe(true));
  expect(dialog().queryByRole("progressbar")).toBeNull();
  expect(saved).toEqual([]);
  held.release();
});

test("a reading is stopped, and the file says how far it came", async () => {
  const { authentik, user } = openConsole("/authorization-codes", { rows: 900 });
  await findTable();
  let pages = 0;
  const held = authentik.hold((one) => isRows(CODES)(one) && ++pages > 4, { every: true });
  await openExport(user, /^All 900$/);
  await press(user, "Save file");
  await held.arrived;
  await user.click(await dialog().findByRole("button", { name: "Stop and save these" }));
  await waitFor(() => expect(saved.length).toBe(1));
  const [file] = saved;
  const [, read] = /-stopped-at-(\d+)-of-900\.csv$/.exec(file!.name) ?? [];
  expect(rowsOf(file!).length).toBe(Number(read));
  expect(rowsOf(file!)[0]?.["extent"]).toBe(`stopped: ${read} of 900 were read`);
  held.release();
});

test("closing the dialog ends the reading, and the focus returns to the button", async () => {
  const { authentik, user } = openConsole("/authorization-codes", { rows: 900 });
  await findTable();
  const held = authentik.hold(isRows(CODES), { every: true });
  await openExport(user, /^All 900$/);
  await press(user, "Save file");
  await held.arrived;
  await press(user, "Close");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await waitFor(() => expect(authentik.asked.some(({ aborted }) => aborted)).toBe(true));
  held.release();
  expect(saved).toEqual([]);
});

test("a viewer's file holds what the viewer may see, and says whose view it is", async () => {
  const { user } = openConsole("/authorization-codes", { rows: 900, as: "viewer" });
  await findTable();
  await openExport(user, /^All 29$/);
  const file = await saveFile(user);
  expect(rowsOf(file).length).toBe(29);
  expect(new Set(rowsOf(file).map((row) => row["seen_by"]))).toEqual(new Set(["viewer"]));
  expect(new Set(rowsOf(file).map((row) => row["user_username"]))).toEqual(new Set(["viewer"]));
});

test("a page is copied as a table of what is on screen, without words for screen readers", async () => {
  const written: ClipboardItem[] = [];
  const { user } = openConsole("/authorization-codes");
  vi.spyOn(navigator.clipboard, "write").mockImplementation(async (items) => {
    written.push(...items);
  });
  await findTable();
  await openExport(user);
  await press(user, "Copy page as table");
  await waitFor(() =>
    expect(dialog().getByRole("status").textContent).toBe("Copied 20 authorization codes."),
  );
  const text = await (await written[0]!.getType("text/plain")).text();
  const lines = text.split("\r\n").map((line) => line.split("\t"));
  expect(lines[0]).toEqual(["Status", "User", "Provider", "Scopes", "Issued UTC", "Expires", "ID"]);
  expect(lines.slice(1).map((line) => Number(line[6]))).toEqual(keys());
  expect(lines[1]?.[5]).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(text).not.toContain("Actions for");
  const html = await (await written[0]!.getType("text/html")).text();
  expect(html.match(/<tr>/g)?.length).toBe(21);
  expect(html).toContain("<th>Status</th>");
});
