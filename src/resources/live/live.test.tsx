import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { clearJournal } from "../../list/live/journal.ts";
import {
  closeConsole,
  findTable,
  openConsole,
  passTimeAndTick,
  row,
} from "../../testing/console.tsx";
import { catchDownloads } from "../../testing/downloads.ts";
import { json } from "../../testing/fake-authentik.ts";

beforeEach(clearJournal);
afterEach(closeConsole);

type Page = ReturnType<typeof openConsole>;

const CODES = "oauth2/authorization_codes/";
const LISTS = [
  ["/authorization-codes?ordering=-pk", CODES],
  ["/access-tokens?ordering=-pk", "oauth2/access_tokens/"],
  ["/refresh-tokens?ordering=-pk", "oauth2/refresh_tokens/"],
  ["/sign-ins", "events/events/"],
] as const;

/** The keys of all rows, from top to bottom; sign-ins have uuids. */
const shown = () =>
  [...document.querySelectorAll<HTMLElement>("tr[data-pk]")].map(({ dataset }) => dataset["pk"]);
const struck = () =>
  [...document.querySelectorAll<HTMLElement>('tr[data-pk]:has([data-live="gone"])')].map(
    ({ dataset }) => dataset["pk"],
  );
const line = () => screen.getByRole("group", { name: "Live" });
const pill = () => within(line()).queryByRole("button", { name: /^[\d,]+ new$/ });
const liveButton = () => screen.getByRole<HTMLButtonElement>("button", { name: "Live" });

async function openLive(url: string, options: Parameters<typeof openConsole>[1] = {}) {
  const page = openConsole(url, { still: false, ...options });
  await findTable();
  await waitFor(() => expect(liveButton().disabled).toBe(false));
  await page.quiet();
  await page.user.click(liveButton());
  await page.quiet();
  return page;
}

/** The requests for a list's rows while time passes, in steps as long as the pause between two looks. */
async function asked(page: Page, path: string, seconds: number): Promise<number> {
  const before = page.authentik.askedFor(path).length;
  for (let left = seconds; left > 0; left -= 5) {
    passTimeAndTick(5000);
    await page.quiet();
  }
  return page.authentik.askedFor(path).length - before;
}

/** Lets the list go on until something holds. */
async function watchUntil(page: Page, path: string, holds: () => boolean): Promise<void> {
  for (let looks = 0; !holds() && looks < 60; looks++) await asked(page, path, 5);
  expect(holds()).toBe(true);
}

/** The keys that the server lists now. */
async function listed({ authentik }: Page, url: string, path: string): Promise<string[]> {
  const isSignIns = url === "/sign-ins";
  const query = isSignIns ? "action=authorize_application&ordering=-created" : "ordering=-pk";
  const { results } = await authentik.peek(`${path}?${query}&page_size=20`);
  return results.map(({ pk }: { pk: number | string }) => String(pk));
}

describe.each(LISTS)("%s", (url, path) => {
  test("rows under the pointer stay; what came is counted, and shown when asked for", async () => {
    const page = await openLive(url);
    const before = shown();
    await page.user.hover(row(before[3] as never));
    await watchUntil(page, path, () => pill() !== null);
    expect(shown()).toEqual(before);
    const fresh = (await listed(page, url, path)).filter((key) => !before.includes(key));
    expect(pill()?.textContent).toBe(`${fresh.length} new`);
    await page.user.click(pill()!);
    expect(pill()).toBeNull();
    expect(shown().slice(0, fresh.length)).toEqual(fresh);
  });

  test("new rows come by themselves when the pointer is elsewhere, a page a look", async () => {
    const page = await openLive(url);
    const before = shown();
    let looks = 0;
    const each: number[] = [];
    while (shown()[0] === before[0] && looks < 60) {
      looks += 1;
      each.push(await asked(page, path, 5));
    }
    const now = await listed(page, url, path);
    expect(shown().filter((key) => !struck().includes(key))).toEqual(now);
    // Outcomes of sign-ins are read from events as well, around those that are new.
    if (url !== "/sign-ins") expect(new Set(each)).toEqual(new Set([1]));
  });
});

test("what went stays for a moment, struck through, with its outcome where that is known", async () => {
  const page = await openLive("/authorization-codes?ordering=-pk");
  const fates = () => struck().map((key) => row(key as never).textContent);
  await watchUntil(page, CODES, () => fates().some((text) => text.includes("after it was issued")));
  const [told = ""] = fates().filter((text) => text.includes("after it was issued"));
  expect(told).toMatch(/^Redeemed.*\d(?:\.\d)? s after it was issued/);
  const [key = ""] = struck();
  expect(await listed(page, "", CODES)).not.toContain(key);
  // Then it is taken off.
  await watchUntil(page, CODES, () => !shown().includes(key));
});

test("reads tokens only when codes went before their end, a page at most", async () => {
  const page = await openLive("/authorization-codes?ordering=-pk");
  const { authentik } = page;
  for (let looks = 0; looks < 8; looks++) {
    const went = struck().length;
    const tokens = authentik.askedFor("oauth2/access_tokens/").length;
    await asked(page, CODES, 5);
    const more = authentik.askedFor("oauth2/access_tokens/").slice(tokens);
    expect(more.length).toBeLessThanOrEqual(struck().length > 0 || went > 0 ? 1 : 0);
    for (const { params } of more) expect(Number(params.get("page_size"))).toBeLessThanOrEqual(20);
  }
});

test("a short list is renewed, not read again", async () => {
  const page = await openLive("/authorization-codes?ordering=-pk", { beside: true, rows: 312 });
  const rows = () =>
    page.authentik
      .askedFor(CODES)
      .reduce((sum, { params }) => sum + Number(params.get("page_size")), 0);
  const isRead = ({ state }: { state: { data?: unknown } }) => state.data !== undefined;
  const snapshots = { queryKey: ["authorization-codes", "snapshot"] };
  await waitFor(() =>
    expect(page.client.getQueryCache().findAll(snapshots).some(isRead)).toBe(true),
  );
  await page.quiet();
  const before = rows();
  await asked(page, CODES, 5);
  await asked(page, CODES, 5);
  // The newest 40, and single rows to find what went.
  expect(rows() - before).toBeLessThanOrEqual(2 * 120);
  expect(within(line()).getByText(/came, .* went/)).toBeTruthy();
});

test("a hidden tab rests", async () => {
  const page = await openLive("/authorization-codes?ordering=-pk");
  expect(await asked(page, CODES, 10)).toBe(2);
  const visibility = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  document.dispatchEvent(new Event("visibilitychange"));
  const before = page.authentik.askedFor(CODES).length;
  vi.setSystemTime(Date.now() + 20_000);
  await page.quiet();
  expect(page.authentik.askedFor(CODES)).toHaveLength(before);
  visibility.mockReturnValue("visible");
  passTimeAndTick(0);
  await waitFor(() => expect(page.authentik.askedFor(CODES)).toHaveLength(before + 1));
});

test("a failing server is asked less and less often, and at the old pace once it answers", async () => {
  const page = await openLive("/authorization-codes?ordering=-pk");
  const mend = page.authentik.answer(CODES, () => Promise.resolve(json(400, { detail: "no" })));
  const inVain = await asked(page, CODES, 120);
  expect(inVain).toBeLessThanOrEqual(8);
  expect(within(line()).getByText(/checking less often/)).toBeTruthy();
  mend();
  await watchUntil(page, CODES, () => within(line()).queryByText(/checking less often/) === null);
  expect(await asked(page, CODES, 20)).toBeGreaterThanOrEqual(4);
});

test("Pause holds everything and asks for nothing", async () => {
  const page = await openLive("/authorization-codes?ordering=-pk");
  await page.user.click(within(line()).getByRole("button", { name: "Pause" }));
  const before = shown();
  expect(within(line()).getByText(/^Paused since \d\d:\d\d:\d\d UTC$/)).toBeTruthy();
  expect(await asked(page, CODES, 60)).toBe(0);
  expect(shown()).toEqual(before);
  expect(struck()).toEqual([]);
  await page.user.click(within(line()).getByRole("button", { name: "Resume" }));
  await page.quiet();
  expect(shown()).not.toEqual(before);
});

test("Pause goes on on another page, which is held as it comes", async () => {
  const page = await openLive("/authorization-codes?ordering=-pk");
  await page.user.click(within(line()).getByRole("button", { name: "Pause" }));
  await page.user.click(screen.getByRole("link", { name: "Next page" }));
  await page.quiet();
  const before = shown();
  passTimeAndTick(20_000);
  await page.user.click(screen.getByRole("button", { name: "Refresh" }));
  await page.quiet();
  expect(shown()).toEqual(before);
  expect(within(line()).getByText(/^Paused since/)).toBeTruthy();
});

test("an open object holds the rows", async () => {
  const page = await openLive("/authorization-codes?ordering=-pk");
  const before = shown();
  const [first] = before;
  await page.user.click(row(first as never).querySelector("[data-row-link]")!);
  await watchUntil(page, CODES, () => pill() !== null);
  expect(shown()).toEqual(before);
});

test("another page begins anew, without telling its rows as new", async () => {
  const page = await openLive("/authorization-codes?ordering=-pk");
  await page.user.click(screen.getByRole("link", { name: "Next page" }));
  await page.quiet();
  expect(within(line()).getByText(/^0 came, 0 went/)).toBeTruthy();
});

test("the button switches it off; the journal stays, and is exported", async () => {
  const page = await openLive("/authorization-codes?ordering=-pk");
  await watchUntil(
    page,
    CODES,
    () => screen.queryByRole("button", { name: /^Journal \(\d+\)$/ }) !== null,
  );
  await page.user.click(liveButton());
  expect(screen.queryByRole("group", { name: "Live" })).toBeNull();
  expect(await asked(page, CODES, 30)).toBe(0);

  await page.user.click(screen.getByRole("button", { name: /^Journal/ }));
  const journal = within(screen.getByRole("dialog", { name: "Journal" }));
  expect(journal.getAllByRole("row").length).toBeGreaterThan(1);
  const saved = catchDownloads();
  await page.user.click(journal.getByRole("button", { name: "Export as JSON lines" }));
  await waitFor(() => expect(saved).toHaveLength(1));
  const lines = saved[0]!.text.trim().split("\n");
  expect(lines.length).toBe(journal.getAllByRole("row").length - 1);
  for (const one of lines) {
    const told = JSON.parse(one);
    expect(Object.keys(told)).toEqual(["time", "list", "what", "id", "detail", "user", "provider"]);
    expect(["came", "went", "outcome"]).toContain(told.what);
    expect(told.user).not.toBe("");
    expect(told.provider).not.toBe("");
  }
  expect(lines.join("")).not.toContain("CANARY");
  await page.user.click(journal.getByRole("button", { name: "Clear" }));
  expect(journal.getByText("Nothing has changed yet.")).toBeTruthy();
});

test("outcomes of sign-ins come into the journal", async () => {
  const page = await openLive("/sign-ins");
  const hasOutcome = () => {
    const button = screen.queryByRole("button", { name: /^Journal/ });
    return button !== null && /\d/.test(button.textContent);
  };
  await watchUntil(page, "events/events/", hasOutcome);
  await asked(page, "events/events/", 60);
  await page.user.click(screen.getByRole("button", { name: /^Journal/ }));
  const journal = within(screen.getByRole("dialog", { name: "Journal" }));
  expect(journal.getAllByText(/^Outcome/).length).toBeGreaterThan(0);
});

test("the key L switches it on and off", async () => {
  const page = openConsole("/authorization-codes");
  await findTable();
  await waitFor(() => expect(liveButton().disabled).toBe(false));
  const isOn = () => liveButton().getAttribute("aria-pressed") === "true";
  await page.user.keyboard("l");
  await waitFor(() => expect(isOn()).toBe(true));
  await page.user.keyboard("l");
  expect(isOn()).toBe(false);
});

test("waiting rows are announced once, then not before some time", async () => {
  const page = await openLive("/authorization-codes?ordering=-pk");
  await page.user.hover(row(shown()[3] as never));
  const said = () => within(line()).getByRole("status").textContent;
  const all: (string | null)[] = [];
  for (let looks = 0; looks < 12; looks++) {
    await asked(page, CODES, 5);
    if (said() !== "" && said() !== all.at(-1)) all.push(said());
  }
  expect(all[0]).toMatch(/^\d+ new rows?$/);
  // Twelve looks in a minute.
  expect(all.length).toBeLessThanOrEqual(5);
});
