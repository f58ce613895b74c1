import { screen, waitFor, within } from "@testing-library/dom";
import { afterEach, expect, test } from "vitest";
import { START } from "../../testing/fake-authentik.ts";
import {
  closeConsole,
  column,
  drawer,
  findTable,
  openConsole,
  passTime,
} from "../../testing/console.tsx";

afterEach(closeConsole);

type Authentik = ReturnType<typeof openConsole>["authentik"];

interface SentEvent {
  pk: string;
  created: string;
  user: { pk: number; username: string };
  context: {
    authorized_application: { pk: string; name: string };
    http_request: { args: Record<string, string> };
  };
}

const EVENTS = "events/events/?action=authorize_application";

async function firstEvents(authentik: Authentik, more = ""): Promise<SentEvent[]> {
  const { results } = await authentik.peek(`${EVENTS}&ordering=-created&page_size=20${more}`);
  return results;
}

const outcomes = () => column("Outcome");

/** Waits until each row has an outcome. */
async function findOutcomes(): Promise<string[]> {
  await findTable();
  await waitFor(() => expect(outcomes()).not.toContain("…"));
  return outcomes();
}

async function nonces(authentik: Authentik, path: string): Promise<Set<string>> {
  const tokens: { id_token: string }[] = await authentik.peekAll(`${path}?ordering=pk`);
  return new Set(tokens.map(({ id_token }) => String(JSON.parse(id_token || "{}")?.nonce)));
}

test("are listed newest first, redeemed exactly where a token carries the nonce", async () => {
  const { authentik } = openConsole("/sign-ins");
  const found = await findOutcomes();
  const events = await firstEvents(authentik);
  expect(column("User")).toEqual(events.map(({ user }) => user.username));
  expect(column("Application")).toEqual(
    events.map(({ context }) => context.authorized_application.name),
  );
  const redeemed = await nonces(authentik, "oauth2/access_tokens/");
  const withNonce = events.flatMap(({ context }, index) => {
    const { nonce } = context.http_request.args;
    return nonce === undefined ? [] : [{ nonce, outcome: found[index] ?? "" }];
  });
  expect(withNonce.length).toBeGreaterThan(5);
  for (const { nonce, outcome } of withNonce) {
    expect(outcome.startsWith("Redeemed")).toBe(redeemed.has(nonce));
  }
  expect(new Set(found).size).toBeGreaterThan(1);
  const after = column("Redeemed after");
  expect(after.filter((text) => text !== "")).toHaveLength(
    found.filter((text) => text === "Redeemed" || text === "Likely redeemed").length,
  );
});

test("cost a page of events, few rows of codes and tokens, and none twice", async () => {
  const { authentik, quiet } = openConsole("/sign-ins");
  await findOutcomes();
  await quiet();
  expect(authentik.askedFor("events/events/").length).toBeLessThanOrEqual(6);
  const rows = [
    ...authentik.askedFor("oauth2/authorization_codes/"),
    ...authentik.askedFor("oauth2/access_tokens/"),
  ];
  expect(rows.length).toBeLessThanOrEqual(4);
  const sizes = rows.map(({ params }) => Number(params.get("page_size")));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(96);
  expect(authentik.askedFor("oauth2/refresh_tokens/")).toEqual([]);
});

test("a row takes over what was found out later, where it is open", async () => {
  const { user, quiet } = openConsole("/sign-ins");
  const place = (await findOutcomes()).indexOf("Waiting");
  expect(place).toBeGreaterThanOrEqual(0);
  await quiet();
  passTime(70 * 60_000);
  await user.click(screen.getAllByRole("link", { name: /sign-in of/ })[place]!);
  await waitFor(() => expect(outcomes()[place]).not.toBe("Waiting"));
  const open = await drawer(/^Sign-in of /);
  expect(open.getAllByText(outcomes()[place]!).length).toBeGreaterThan(0);
});

test("are filtered by user and application in a row's menu, on the server", async () => {
  const { authentik, user, url } = openConsole("/sign-ins");
  await findTable();
  const [event] = await firstEvents(authentik);
  const { username } = event!.user;
  const name = event!.context.authorized_application.name;
  await user.click(document.querySelector("[data-row-menu]") as HTMLElement);
  const menu = within(await screen.findByRole("menu"));
  await user.click(menu.getByRole("menuitem", { name: /Only this application/ }));
  expect(url()).toBe(
    `/sign-ins?context_authorized_app=${event!.context.authorized_application.pk}`,
  );
  await waitFor(() => expect(new Set(column("Application"))).toEqual(new Set([name])));
  closeConsole();
  openConsole(`/sign-ins?username=${username}`);
  await findTable();
  await waitFor(() => expect(new Set(column("User"))).toEqual(new Set([username])));
});

test("are filtered by outcome, telling how many were read", async () => {
  const { user, url } = openConsole("/sign-ins");
  await findTable();
  await user.selectOptions(screen.getByRole("combobox", { name: "Outcome" }), "Not redeemed");
  expect(url()).toBe("/sign-ins?search=outcome%3Anot-redeemed");
  await waitFor(() => {
    expect(outcomes().length).toBeGreaterThan(5);
    for (const outcome of outcomes()) expect(outcome).toMatch(/not redeemed$/i);
  });
  expect(screen.getByText(/^Searched 300 of [\d,]+ sign-ins/)).toBeTruthy();
});

test("are filtered by the cause that authentik has a trace of", async () => {
  const { authentik, user, url } = openConsole("/sign-ins");
  await findTable();
  const event = await refusedSignIn(authentik);
  await user.selectOptions(screen.getByRole("combobox", { name: "Cause" }), "Redirect URI refused");
  expect(url()).toBe("/sign-ins?search=cause%3Aredirect-uri");
  const { name } = event.context.authorized_application;
  await waitFor(() => expect(new Set(column("Application"))).toEqual(new Set([name])));
  expect(column("User")).toContain(event.user.username);
});

test("are limited to the last minutes, all of them", async () => {
  const { authentik } = openConsole("/sign-ins");
  closeConsole();
  const { results: apps } = await authentik.peek(
    "core/applications/?search=Payroll&superuser_full_list=true",
  );
  const filter = `context_authorized_app=${apps[0].pk.replaceAll("-", "")}`;
  const all: SentEvent[] = await authentik.peekAll(`${EVENTS}&${filter}&ordering=-created`);
  const recent = all.filter(({ created }) => Date.parse(created) >= START - 15 * 60_000);
  expect(recent.length).toBeGreaterThan(3);
  expect(recent.length).toBeLessThan(all.length);
  const { user, url } = openConsole(`/sign-ins?${filter}`);
  await findTable();
  await user.selectOptions(screen.getByRole("combobox", { name: "Time" }), "Last 15 minutes");
  expect(url()).toBe(`/sign-ins?${filter}&search=since%3A15m`);
  await waitFor(() =>
    expect(document.querySelector("h1 + span")?.textContent).toBe(String(recent.length)),
  );
  expect(column("User")).toEqual(recent.slice(0, 20).map((event) => event.user.username));
});

test("are limited to a stretch of time, without reading those after it", async () => {
  const { authentik } = openConsole("/sign-ins");
  await findTable();
  const sent: SentEvent[] = await authentik.peekAll(`${EVENTS}&ordering=-created`);
  closeConsole();
  // On the fifth page of 100.
  const [to = "", from = ""] = [sent[450]?.created, sent[460]?.created];
  const span = `since:${from.slice(0, 23)}Z until:${to.slice(0, 23)}Z`;
  const wanted = sent.filter(
    ({ created }) =>
      Date.parse(created) >= Date.parse(from.slice(0, 23) + "Z") &&
      Date.parse(created) < Date.parse(to.slice(0, 23) + "Z"),
  );
  openConsole(`/sign-ins?search=${encodeURIComponent(span)}`);
  const notice = await screen.findByText(/^Searched all \d+ sign-ins, .* outside this time/);
  expect(column("User")).toEqual(wanted.slice(0, 20).map(({ user }) => user.username));
  // Whole pages were read; those outside this time do not count.
  expect(notice.textContent).toContain(`Searched all ${wanted.length} sign-ins, `);
});

test("a range that ends before it begins is told as that", async () => {
  openConsole("/sign-ins?search=since:15m%20until:now-1h");
  await screen.findByText("The range ends before it begins: change since: or until:.");
  await screen.findByRole("heading", { name: /^No .* match$/ });
});

test("by time, oldest first, is the server's order", async () => {
  const { authentik } = openConsole("/sign-ins?ordering=created");
  await findTable();
  const { results } = await authentik.peek(`${EVENTS}&ordering=created&page_size=20`);
  expect(column("User")).toEqual(results.map(({ user }: SentEvent) => user.username));
  // A day old: no code and no access token would be left.
  await waitFor(() => expect(outcomes()).not.toContain("…"));
  expect(outcomes()).not.toContain("Not redeemed");
});

/** The latest sign-in of which a request with another redirect URI was refused. */
async function refusedSignIn(authentik: Authentik): Promise<SentEvent> {
  const { results } = await authentik.peek(
    "events/events/?action=configuration_error&ordering=-created&page_size=1",
  );
  const [error] = results;
  const { results: apps } = await authentik.peek(
    `core/applications/?search=${encodeURIComponent(error.context.provider.name)}&superuser_full_list=true`,
  );
  const uuid = apps[0].pk.replaceAll("-", "");
  const events = await firstEvents(authentik, `&context_authorized_app=${uuid}`);
  return events.find(({ created }) => created < error.created) as SentEvent;
}

test("the story of a refused redirect URI shows both, with the difference marked", async () => {
  const { authentik } = openConsole("/sign-ins");
  const event = await refusedSignIn(authentik);
  closeConsole();
  openConsole(`/sign-ins/${event.pk}`);
  const open = await drawer(/^Sign-in of /);
  expect(await open.findByRole("heading", { name: "Redirect URI not registered" })).toBeTruthy();
  const story = open.getByRole("region", { name: "What became of it" });
  expect(story.querySelectorAll("mark").length).toBeGreaterThan(0);
  expect(story.textContent).toContain("Sent");
});

test.each([
  {
    client: "Harbor",
    outcome: "redeemed-again",
    tells: "authentik revoked none of them",
    checks: null,
  },
  {
    client: "Warehouse scanners",
    outcome: "not-redeemed",
    tells: "Not the secret: the client is public.",
    checks: "Time",
  },
  {
    client: "Legacy CRM",
    outcome: "not-redeemed",
    tells: "Its code is still listed after it expired",
    checks: "The client secret",
  },
])(
  "$client is found by its outcome, and its story tells",
  async ({ client, outcome, tells, checks }) => {
    const { authentik } = openConsole("/sign-ins");
    closeConsole();
    const { results } = await authentik.peek(
      `core/applications/?search=${encodeURIComponent(client)}&superuser_full_list=true`,
    );
    const filter = `context_authorized_app=${results[0].pk.replaceAll("-", "")}`;
    const { user } = openConsole(`/sign-ins?${filter}&search=outcome%3A${outcome}`);
    await waitFor(() => expect(outcomes().length).toBeGreaterThan(0));
    await user.click(document.querySelector("[data-row-link]") as HTMLElement);
    const open = await drawer(/^Sign-in of /);
    const story = await open.findByRole("region", { name: "What became of it" });
    expect(story.textContent).toContain(tells);
    const list = within(story).queryByRole("heading", { name: "What to check" });
    expect(list === null).toBe(checks === null);
    if (checks !== null) expect(story.querySelector("ul")?.textContent).toContain(checks);
  },
);

test("neither state nor nonce is kept", async () => {
  const { authentik, everything } = openConsole("/sign-ins");
  await findOutcomes();
  expect(everything()).not.toMatch(/CANARY-(?:state|nonce)/);
  const [event] = await firstEvents(authentik);
  closeConsole();
  const { everything: all } = openConsole(`/sign-ins/${event!.pk}`);
  const open = await drawer(/^Sign-in of /);
  await open.findByRole("region", { name: "What became of it" });
  expect(all()).not.toMatch(/CANARY-(?:state|nonce)/);
});

test("who may not read events is told so, and what is left to look at", async () => {
  openConsole("/sign-ins", { as: "viewer" });
  expect(await screen.findByText(/^Sign-ins are read from authentik’s event log/)).toBeTruthy();
});

test.each(["2024.8", "2026.8"] as const)("%s tells the same", async (version) => {
  openConsole("/sign-ins", { version });
  const found = await findOutcomes();
  expect(found.some((text) => text === "Redeemed")).toBe(true);
  expect(found).not.toContain("Not read");
});

test("found by the outcome of one user, rows show the outcome that they were found by", async () => {
  openConsole("/sign-ins?search=user:viewer%20outcome:not-redeemed", { rows: 300 });
  const found = await findOutcomes();
  expect(found.length).toBeGreaterThan(3);
  for (const outcome of found) expect(outcome).toMatch(/^(?:Likely not|Not) redeemed/);
});

test("an excluded user is named, though the rows have only others", async () => {
  const { authentik } = openConsole("/sign-ins?exclude_user=10");
  const { username } = await authentik.peek("core/users/10/");
  const excluded = within(await screen.findByRole("region", { name: "Excluded" }));
  expect(await excluded.findByText(username)).toBeTruthy();
  await findTable();
  expect(column("User")).not.toContain(username);
});
