import { screen, waitFor, within } from "../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { allCodes } from "../testing/all-codes.ts";
import { html500 } from "../testing/answers.ts";
import { closeConsole, openConsole, passTime } from "../testing/console.tsx";
import { type FakeAuthentik, START } from "../testing/fake-authentik.ts";

afterEach(closeConsole);

const text = (element: Element | null) =>
  (element?.textContent ?? "").replaceAll(/\s+/g, " ").trim();
const findApplications = () =>
  screen.findByRole("table", { name: "Codes by application, worst first" });

/** Each application's unredeemed codes and codes in flight, as the page shows them. */
async function shownCounts(): Promise<string[][]> {
  const [, ...rows] = within(await findApplications()).getAllByRole("row");
  return rows.map((row) =>
    [...row.querySelectorAll("td")]
      .slice(0, 2)
      .map((cell) => /^[\d,]+/.exec(text(cell))?.[0].replaceAll(",", "") ?? text(cell)),
  );
}

/** The reference: unredeemed, in-flight and kept codes of each provider that can have codes. */
async function trueCounts(authentik: FakeAuthentik): Promise<number[][]> {
  const byProvider = new Map<number, { unredeemed: number; inFlight: number; kept: number }>();
  const { results } = await authentik.peek("providers/all/?page_size=100");
  for (const { pk, meta_model_name } of results)
    if (/oauth2provider|proxyprovider/.test(meta_model_name))
      byProvider.set(pk, { unredeemed: 0, inFlight: 0, kept: 0 });
  const codes = await authentik.peekAll("oauth2/authorization_codes/?ordering=pk");
  for (const { provider, is_expired, expires } of codes) {
    const counts = byProvider.get(provider.pk) ?? { unredeemed: 0, inFlight: 0, kept: 0 };
    if (is_expired) counts.unredeemed += 1;
    else if (expires !== null && Date.parse(expires) >= Date.now()) counts.inFlight += 1;
    else if (expires !== null) counts.kept += 1;
    byProvider.set(provider.pk, counts);
  }
  return [...byProvider.values()].map(({ unredeemed, inFlight, kept }) => [
    unredeemed,
    inFlight,
    kept,
  ]);
}

const sorted = (rows: (string | number)[][]) =>
  rows.map(([unredeemed, inFlight]) => `${unredeemed} ${inFlight}`).toSorted();

describe("as a superuser", () => {
  test("after a fully loaded list, shows the same numbers from the same rows, without a request", async () => {
    const { authentik, user, quiet } = openConsole("/authorization-codes", {
      rows: 300,
      beside: true,
    });
    await screen.findByRole("table");
    await quiet();
    const line = await screen.findByRole("navigation", { name: "Codes by expiry time" });
    await waitFor(() => expect(text(line)).toMatch(/^300 codes/));
    const [, valid, expired] = /([\d,]+) valid, ([\d,]+) expired/.exec(text(line)) ?? [];
    const asked = authentik.askedFor("oauth2/authorization_codes/").length;
    await user.click(screen.getByRole("link", { name: "Overview" }));
    const rows = await shownCounts();
    await quiet();
    expect(authentik.askedFor("oauth2/authorization_codes/").length).toBe(asked);
    const all = await trueCounts(authentik);
    expect(sorted(rows)).toEqual(sorted(all.filter((counts) => counts.some((one) => one > 0))));
    // Codes that were valid when read and have expired since count as unredeemed, not as kept.
    passTime(110_000);
    await user.click(screen.getByRole("button", { name: "Refresh" }));
    await quiet();
    const later = (await trueCounts(authentik)).filter((counts) => counts.some((one) => one > 0));
    await waitFor(async () => expect(sorted(await shownCounts())).toEqual(sorted(later)));
    const sum = (index: number) => all.reduce((total, counts) => total + counts[index]!, 0);
    expect([sum(1), sum(0) + sum(2)].map(String)).toEqual([valid, expired]);
  });

  test("shows each application's codes as a full read counts them, worst first", async () => {
    const { authentik, quiet } = openConsole("/");
    await findApplications();
    await quiet();
    // A few codes are read in full, and not counted application by application.
    expect(authentik.asked.length).toBeLessThanOrEqual(20);
    const rows = await shownCounts();
    const all = await trueCounts(authentik);
    const busy = all.filter((counts) => counts.some((count) => count > 0));
    expect(sorted(rows)).toEqual(sorted(busy));
    const idle = screen.getByText(/neither unredeemed codes nor any in flight/);
    expect(text(idle)).toMatch(new RegExp(`^${all.length - busy.length} applications`));
    expect(idle.parentElement?.querySelectorAll("li")).toHaveLength(all.length - busy.length);
    const unredeemed = rows.map(([count]) => Number(count));
    expect(unredeemed).toEqual(unredeemed.toSorted((one, other) => other - one));
    expect(unredeemed[0]).toBeGreaterThan(0);
  });

  test("where more than 500 codes are valid, each application is counted, the last ones on request", async () => {
    const { authentik, quiet, user } = openConsole("/", { rows: 1000 });
    await findApplications();
    await quiet();
    expect(authentik.asked.length).toBeLessThanOrEqual(40);
    await user.click(screen.getByRole("button", { name: /^Count the other \d+ applications?$/ }));
    await quiet();
    expect(sorted(await shownCounts())).toEqual(sorted(await trueCounts(authentik)));
  });

  test("a total links to what it counts", async () => {
    const { authentik, quiet } = openConsole("/");
    await findApplications();
    await quiet();
    const all = await allCodes(authentik);
    const expired = all.filter(({ ends }) => ends !== null && ends < START).length;
    const link = screen.getByRole("link", { name: `${expired} expired` });
    expect(link.getAttribute("href")).toBe("/authorization-codes?status=expired");
    expect(screen.getByRole("heading", { name: "Source connections" })).toBeTruthy();
  });

  test("at most 40 requests for a million codes, and a note that users were not read", async () => {
    const { authentik, quiet } = openConsole("/", { rows: 1_000_000 });
    await findApplications();
    await quiet();
    expect(screen.getByText(/users were not read for every application/)).toBeTruthy();
    const rows = (await shownCounts()).map(([count]) => Number(count)).filter((count) => count > 0);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows).toEqual(rows.toSorted((one, other) => other - one));
    // “N or more” is proven when the application's Nth code by expiry is past its time.
    const [, worst] = within(await findApplications()).getAllByRole("row");
    const href = within(worst!).getByRole("link").getAttribute("href") ?? "";
    const provider = new URLSearchParams(href.split("?")[1]).get("provider");
    const last = `provider=${provider}&ordering=expires&page_size=1&page=${rows[0]}`;
    const { results, pagination } = await authentik.peek(`oauth2/authorization_codes/?${last}`);
    expect(Date.parse(results[0].expires)).toBeLessThan(START);
    expect(rows[0]).toBeGreaterThan(1000);
    expect(worst!.textContent).toContain(`of ${pagination.count.toLocaleString("en")} in all`);
    expect(authentik.asked.length).toBeLessThanOrEqual(40);
  });
});

test("a caller who is not a superuser is told at once that these are only their own codes", async () => {
  openConsole("/", { as: "viewer" });
  expect(
    await screen.findByText(/^Only your own codes are listed, so this says nothing/),
  ).toBeTruthy();
});

test("a failure is shown, and a retry brings the numbers", async () => {
  let mend = () => {};
  const { user } = openConsole("/", {
    before: (server) => {
      mend = server.answer("oauth2/authorization_codes/", html500);
    },
  });
  const alert = await screen.findByRole("alert");
  mend();
  await user.click(within(alert).getByRole("button", { name: "Try again" }));
  await waitFor(async () => expect((await shownCounts()).length).toBeGreaterThan(0));
});
