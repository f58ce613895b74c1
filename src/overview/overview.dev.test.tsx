import { screen, waitFor, within } from "../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { html500, signOut } from "../testing/answers.ts";
import { closeConsole, openConsole } from "../testing/console.tsx";
import type { Asked, FakeAuthentik } from "../testing/fake-authentik.ts";

afterEach(closeConsole);

const text = (element: Element | null | undefined) =>
  (element?.textContent ?? "").replaceAll(/\s+/g, " ").trim();
const findApplications = () =>
  screen.findByRole("table", { name: "Sign-ins by application, worst first" });

/** What the table says of each application: name, sign-ins, unredeemed codes. */
async function shown(): Promise<Map<string, [signIns: string, unredeemed: string]>> {
  const [, ...rows] = within(await findApplications()).getAllByRole("row");
  return new Map(
    rows.map((row) => {
      const cell = (label: string) => text(row.querySelector(`[data-label="${label}"]`));
      const [unredeemed = ""] = /^[\d,]+/.exec(cell("Not redeemed")) ?? [];
      return [text(row.querySelector("th")), [cell("Sign-ins"), unredeemed.replaceAll(",", "")]];
    }),
  );
}

/** Unredeemed codes by application, among all or among the first to expire. */
async function trueUnredeemed(
  authentik: FakeAuthentik,
  among: number,
): Promise<Map<string, number>> {
  const codes = await authentik.peekAll("oauth2/authorization_codes/?ordering=expires,pk");
  const counts = new Map<string, number>();
  for (const { provider, is_expired } of codes.slice(0, among)) {
    if (!is_expired) continue;
    const name = provider.assigned_application_name ?? provider.name;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

const codeRows = (authentik: FakeAuthentik) =>
  authentik
    .askedFor("oauth2/authorization_codes/")
    .reduce((sum, { params }) => sum + Number(params.get("page_size")), 0);

describe("as a superuser", () => {
  test("the first answer takes six requests and 40 rows of codes, all of it no more rows", async () => {
    let more = { release: () => {} };
    const { authentik, quiet } = openConsole("/", {
      before(server) {
        const isMore = ({ path, params }: Asked) =>
          path === "events/events/" && Number(params.get("page") ?? 1) > 1;
        more = server.hold(isMore, { every: true });
      },
    });
    await findApplications();
    const first = authentik.asked.filter(
      ({ path, params }) =>
        // What is on its way already is not waited for.
        /^(?:events|oauth2|providers|tasks)/.test(path) && Number(params.get("page") ?? 1) === 1,
    );
    expect(first.length).toBeLessThanOrEqual(6);
    more.release();
    await quiet();
    expect(codeRows(authentik)).toBe(40);
    expect(authentik.askedFor("oauth2/access_tokens/")).toEqual([]);
  });

  test("counts each application's unredeemed codes as a read of the same codes does", async () => {
    const { authentik, quiet } = openConsole("/");
    await findApplications();
    await quiet();
    const rows = await shown();
    const truth = await trueUnredeemed(authentik, 40);
    expect(truth.size).toBeGreaterThan(3);
    for (const [name, count] of truth) expect(rows.get(name)?.[1]).toBe(String(count));
    const unredeemed = [...rows.values()].map(([, count]) => Number(count));
    expect(unredeemed).toEqual(unredeemed.toSorted((one, other) => other - one));
    expect(screen.getByText(`${truth.size} applications leave codes unredeemed.`)).toBeTruthy();
  });

  test("of a longer list it says how far it looked, and that more applications may leave codes unredeemed", async () => {
    const { authentik, quiet } = openConsole("/", { rows: 300 });
    await findApplications();
    await quiet();
    const truth = await trueUnredeemed(authentik, 40);
    const unredeemed = [...truth.values()].reduce((sum, count) => sum + count, 0);
    expect(screen.getByText(`${truth.size}+ applications leave codes unredeemed.`)).toBeTruthy();
    expect(text(document.querySelector("main"))).toMatch(
      new RegExp(
        `${unredeemed}(?: of \\d+)? codes that ended from [\\d:]+ UTC to [\\d:]+ UTC were not redeemed; later ones were not looked at\\.`,
      ),
    );
  });

  test("counts all codes where their list was read in full, without a request for them", async () => {
    const { authentik, user, quiet } = openConsole("/authorization-codes", {
      rows: 300,
      beside: true,
    });
    await screen.findByRole("table");
    await quiet();
    await waitFor(() => expect(document.body.textContent).toMatch(/300 codes/));
    const asked = authentik.askedFor("oauth2/authorization_codes/").length;
    await user.click(screen.getByRole("link", { name: "Overview" }));
    await findApplications();
    await quiet();
    expect(authentik.askedFor("oauth2/authorization_codes/").length).toBe(asked);
    const rows = await shown();
    for (const [name, count] of await trueUnredeemed(authentik, 300)) {
      expect(rows.get(name)?.[1]).toBe(String(count));
    }
  });

  test("counts sign-ins since the time it says, and leads to those that were not redeemed", async () => {
    const { authentik, user, url, quiet } = openConsole("/");
    await findApplications();
    await quiet();
    const line = text(screen.getByText(/ since \d\d:\d\d:\d\d UTC, /));
    const [, count = ""] = /([\d,]+) sign-ins since/.exec(line) ?? [];
    const events = await authentik.peek("events/events/?action=authorize_application&page_size=1");
    expect(Number(count.replaceAll(",", ""))).toBeLessThanOrEqual(events.pagination.count);
    const sum = [...(await shown()).values()].reduce((all, [signIns]) => all + Number(signIns), 0);
    expect(sum).toBeGreaterThan(100);
    await user.click(screen.getByRole("link", { name: "Legacy CRM" }));
    expect(url()).toMatch(
      /^\/sign-ins\?context_authorized_app=[\da-f]{32}&search=outcome%3Anot-redeemed$/,
    );
  });

  test("says which redirect URI was refused, and that a public client has no secret", async () => {
    openConsole("/");
    const table = within(await findApplications());
    expect(await table.findByText(/^Redirect URI not registered:/)).toBeTruthy();
    expect(table.getAllByText("PKCE verifier (public client)").length).toBeGreaterThan(0);
  });

  test.each([
    { version: "2026.2", still: false, says: /^next clean-up 12:02 UTC$/ },
    { version: "2024.8", still: false, says: /^next clean-up 12:02 UTC$/ },
    { version: "2026.2", still: true, says: /did not run: is authentik’s worker running\?$/ },
    { version: "2024.8", still: true, says: /did not run: is authentik’s worker running\?$/ },
  ])(
    "$version tells when the clean-up is, or that it is late (still: $still)",
    async ({ version, still, says }) => {
      openConsole("/", { version, still });
      await findApplications();
      await waitFor(() => {
        const said = [...document.querySelectorAll("main section p")].map(text);
        expect(said.some((one) => says.test(one))).toBe(true);
      });
    },
  );
});

test("without events, it tells what the codes tell", async () => {
  openConsole("/", { as: "viewer" });
  expect(
    await screen.findByText(/^Only your own codes are listed, so this says nothing/),
  ).toBeTruthy();
  await waitFor(() => expect(document.querySelector("main")?.textContent).toMatch(/codes? listed/));
  expect(screen.queryByText(/sign-ins since/)).toBeNull();
  expect(await screen.findByText(/, estimated$/)).toBeTruthy();
});

test("signed out, it is one message, and nothing about clean-ups", async () => {
  openConsole("/", { before: (server) => void signOut(server) });
  await screen.findByRole("alert");
  expect(screen.getAllByRole("alert")).toHaveLength(1);
  expect(document.querySelector("main")?.textContent).not.toContain("clean-up");
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
  expect((await shown()).size).toBeGreaterThan(0);
});
