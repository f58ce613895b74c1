import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, beforeEach, expect, test } from "vitest";
import { html500 } from "../../testing/answers.ts";
import { closeConsole, findTable, keys, openConsole, passTime } from "../../testing/console.tsx";
import { type FakeAuthentik, START } from "../../testing/fake-authentik.ts";

afterEach(closeConsole);
beforeEach(() => localStorage.setItem("grantlens.timeline", "open"));

const CODES = "oauth2/authorization_codes/";

/** `expires` of all rows, epoch milliseconds; null for those that never expire. */
async function allExpiries(authentik: FakeAuthentik, filters = ""): Promise<(number | null)[]> {
  const rows = await authentik.peekAll(`${CODES}?ordering=pk${filters}`);
  return rows.map(({ expires }) => expires && Date.parse(expires));
}

const timeline = () => within(screen.getByRole("region", { name: "Timeline" }));
const findSlider = (name: string) => timeline().findByRole("slider", { name });
const place = (slider: HTMLElement) => slider.getAttribute("aria-valuenow");
const end = (slider: HTMLElement) => slider.getAttribute("aria-valuemax");
const titles = () =>
  [...document.querySelectorAll("[data-bin] > title")].map((title) => title.textContent);

/** Opens the table and reads it: each link's target, and the numbers beside it. */
async function openTable(user: ReturnType<typeof openConsole>["user"]) {
  await user.click(await timeline().findByRole("button", { name: "As a table" }));
  const table = await timeline().findByRole("table");
  return within(table)
    .getAllByRole("row")
    .slice(1)
    .map((row) => {
      const link = within(row).getByRole<HTMLAnchorElement>("link");
      const params = new URL(link.href).searchParams;
      const [count = "", past = ""] = within(row)
        .getAllByRole("cell")
        .map((cell) => cell.textContent);
      return {
        from: Date.parse(params.get("expires_after") ?? "") || -Infinity,
        to: Date.parse(params.get("expires_before") ?? "") || Infinity,
        never: params.get("status") === "never",
        link,
        count: Number(count.replaceAll(",", "")),
        past: Number(past.replaceAll(",", "")),
      };
    });
}

for (const [rows, filters] of [
  [90, ""],
  [312, ""],
  [2000, ""],
  [312, "&provider=9"],
] as const) {
  test(`${rows} rows${filters}: the bars are what there is, counted one by one`, async () => {
    const { authentik, user } = openConsole(`/authorization-codes?page_size=20${filters}`, {
      rows,
      beside: true,
    });
    const expiries = await allExpiries(authentik, filters);
    const read = await openTable(user);
    const bins = read.filter(({ never }) => !never);
    for (const { from, to, count, past } of bins) {
      const inside = expiries.filter((time) => time !== null && time >= from && time < to);
      expect([count, past]).toEqual([
        inside.length,
        inside.filter((time) => Number(time) < START).length,
      ]);
    }
    expect(read.reduce((sum, { count }) => sum + count, 0)).toBe(expiries.length);
    expect(titles()).toHaveLength(bins.length);
    expect(document.querySelectorAll("[data-bin]")).toHaveLength(bins.length);
  });
}

test("a range is drafted by keyboard, applied, and undone by Back", async () => {
  const { authentik, user, url, back, quiet } = openConsole("/authorization-codes?page=2", {
    rows: 312,
    beside: true,
  });
  const from = await findSlider("Expires from");
  const { max, now } = { max: end(from), now: place(from) };
  expect([now, from.getAttribute("aria-valuetext")]).toEqual(["0", "no limit"]);
  from.focus();
  await user.keyboard("{ArrowRight}{ArrowRight}");
  expect(place(from)).toBe("2");
  const to = await findSlider("Expires before");
  to.focus();
  await user.keyboard("{ArrowLeft}");
  expect(place(to)).toBe(String(Number(max) - 1));
  // Only a draft so far.
  expect(url()).toBe("/authorization-codes?page=2");
  await user.click(timeline().getByRole("button", { name: "Show these" }));
  const params = new URL(url(), "http://x").searchParams;
  expect(params.get("page")).toBeNull();
  const [after, before] = ["expires_after", "expires_before"].map((name) => params.get(name) ?? "");
  const expiries = await allExpiries(authentik);
  const inside = expiries.filter(
    (time) => time !== null && time >= Date.parse(after!) && time < Date.parse(before!),
  );
  expect(inside.length).toBeGreaterThan(0);
  await waitFor(() =>
    expect(screen.getByRole("navigation", { name: "Pages" }).textContent).toContain(
      `of ${inside.length}`,
    ),
  );
  expect(timeline().getByText(new RegExp(`: ${inside.length} codes`))).toBeTruthy();
  await quiet();

  await back();
  expect(url()).toBe("/authorization-codes?page=2");
  await waitFor(() => expect(place(from)).toBe("0"));
  expect(timeline().queryByRole("button", { name: "Clear range" })).toBeNull();
});

test("Enter applies, Escape discards, first the draft and then the range", async () => {
  const { user, url } = openConsole("/authorization-codes", { rows: 312, beside: true });
  const to = await findSlider("Expires before");
  to.focus();
  await user.keyboard("{Home}{Enter}");
  await waitFor(() => expect(url()).toContain("expires_before="));
  const shown = url();
  expect(place(to)).toBe("1");
  await user.keyboard("{End}");
  expect(place(to)).toBe(end(to));
  await user.keyboard("{Escape}");
  expect([place(to), url()]).toEqual(["1", shown]);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(url()).toBe("/authorization-codes"));
  expect(place(to)).toBe(end(to));
});

test("a count in the table links to as many rows", async () => {
  const { user } = openConsole("/authorization-codes?status=expired", { rows: 312, beside: true });
  const read = await openTable(user);
  const some = read.find(({ count, never }) => count > 0 && count <= 20 && !never);
  await user.click(some!.link);
  await waitFor(() => expect(keys()).toHaveLength(some!.count));
});

test("the timeline loads after the rows, not while folded, and with the list at most every ten seconds", async () => {
  localStorage.setItem("grantlens.timeline", "folded");
  const { authentik, user, client, quiet } = openConsole("/authorization-codes", {
    rows: 500,
    beside: true,
  });
  const counted = () =>
    client.getQueryCache().findAll({ predicate: ({ queryKey }) => queryKey.includes("timeline") });
  await findTable();
  await quiet();
  expect(counted()).toHaveLength(0);
  const before = authentik.asked.length;
  await user.click(screen.getByRole("button", { name: "Timeline" }));
  await findSlider("Expires from");
  await quiet();
  expect(authentik.asked.length - before).toBeLessThanOrEqual(50);
  const { asOf } = counted()[0]!.state.data as { asOf: number };

  passTime(5000);
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await quiet();
  expect(counted()[0]!.state.data).toMatchObject({ asOf });
  passTime(25_000);
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await quiet();
  const later = counted()[0]!.state.data as { asOf: number };
  expect(later.asOf).toBeGreaterThan(asOf);
});

test("a failure is reported and can be retried", async () => {
  const { user } = openConsole("/authorization-codes", {
    rows: 500,
    beside: true,
    before: (server) => {
      const isCounting = ({ path, params }: { path: string; params: URLSearchParams }) =>
        path === CODES &&
        !(params.get("page_size") === "20" && params.get("ordering") === "expires,pk");
      const mended = server.answer(isCounting, html500);
      document.addEventListener("mended", mended, { once: true });
    },
  });
  await findTable();
  expect(await timeline().findByText(/The server failed \(500\)/)).toBeTruthy();
  expect(keys()).toHaveLength(20);
  document.dispatchEvent(new Event("mended"));
  await user.click(timeline().getByRole("button", { name: "Try again" }));
  await findSlider("Expires from");
});

test("when counting under other filters fails, the drawing stays and says which filters it is for", async () => {
  const { authentik, user } = openConsole("/authorization-codes", { rows: 2000, beside: true });
  await findSlider("Expires from");
  const drawn = titles();
  authentik.answer(
    ({ path, params }) =>
      path === CODES &&
      params.has("provider") &&
      !(params.get("page_size") === "20" && params.get("ordering") === "expires,pk"),
    html500,
  );
  await user.selectOptions(screen.getByRole("combobox", { name: "Status" }), "Expired");
  expect(titles()).toEqual(drawn);
  await user.selectOptions(screen.getByRole("combobox", { name: "Status" }), "Any status");
  // A provider with more codes than fit on a page.
  const row = [...document.querySelectorAll<HTMLElement>("tr[data-pk] [data-row-menu]")].at(-1)!;
  await user.click(row);
  await user.click(await screen.findByRole("menuitem", { name: "Only this provider" }));
  expect(await timeline().findByText(/^Drawn for the previous filters\. /)).toBeTruthy();
  expect(titles()).toEqual(drawn);
  expect(timeline().getByRole("button", { name: "Try again" })).toBeTruthy();
});

test("the now marker moves without a request", async () => {
  const { authentik, quiet } = openConsole("/authorization-codes", { rows: 312, beside: true });
  await findSlider("Expires from");
  await quiet();
  const asked = authentik.asked.length;
  const at = () => Number(document.querySelector<SVGElement>("[data-now]")?.dataset["now"]);
  const start = at();
  expect(start).toBeGreaterThan(8);
  // Too short to count as sleep.
  passTime(29_000);
  await waitFor(() => expect(at()).toBeGreaterThan(start));
  expect(authentik.asked).toHaveLength(asked);
});
