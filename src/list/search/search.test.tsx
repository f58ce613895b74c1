import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { dropped } from "../../testing/answers.ts";
import { closeConsole, filter, findTable, keys, openConsole } from "../../testing/console.tsx";
import type { FakeAuthentik } from "../../testing/fake-authentik.ts";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";
const CONNECTIONS = "sources/group_connections/oauth/";
const box = () => screen.getByRole<HTMLInputElement>("combobox", { name: "Search" });
/** All searches sent for a list, except the probes with words that cannot match. */
const searches = (authentik: FakeAuthentik, path: string) =>
  authentik
    .askedFor(path)
    .map(({ params }) => params.get("search"))
    .filter((text) => text !== null && !text.startsWith("zq"));
const probes = (authentik: FakeAuthentik, path: string) =>
  authentik.askedFor(path).filter(({ params }) => params.get("search")?.startsWith("zq"));

async function showsRows(authentik: FakeAuthentik, query: string) {
  const { results } = await authentik.peek(query);
  const expected = results.map(({ pk }: { pk: number }) => pk);
  await waitFor(() => expect(keys()).toEqual(expected));
}

describe.each(["2026.2", "2024.8"])("authentik %s", (version) => {
  test("connections: a search shows its matches, after a single probe of the server's search", async () => {
    const { authentik, user, url, quiet } = openConsole("/source-connections?page=3", { version });
    await findTable();
    await user.type(box(), "google ");
    await waitFor(() => expect(url()).toBe("/source-connections?search=google"));
    const query = "ordering=-created,pk&page_size=20";
    await showsRows(authentik, `${CONNECTIONS}?search=google&${query}`);
    expect(keys().length).toBeGreaterThan(0);
    expect(box().value).toBe("google ");
    await user.clear(box());
    await user.type(box(), "git");
    await showsRows(authentik, `${CONNECTIONS}?search=git&${query}`);
    await quiet();
    expect(probes(authentik, CONNECTIONS)).toHaveLength(1);
    const single = authentik
      .askedFor(CONNECTIONS)
      .filter(({ params }) => !params.has("search") && params.get("page_size") === "1");
    expect(single).toHaveLength(1);
    // Before 2025.4 the server searches slugs only, so the console does the search.
    const own = version === "2024.8" ? [] : ["google", "git"];
    expect(searches(authentik, CONNECTIONS)).toEqual(own);
  });

  test("codes: searched in the browser, with filters suggested instead", async () => {
    const { authentik, user, url, quiet } = openConsole("/authorization-codes", { version });
    await findTable();
    await user.type(box(), "grafana");
    await screen.findByText(/^Searched all/);
    expect(url()).toBe("/authorization-codes?search=grafana");
    const suggestions = within(screen.getByRole("region", { name: "Suggested filters" }));
    await suggestions.findByRole("button", { name: /^provider Grafana Grafana dashboards \d/ });
    await suggestions.findByRole("button", { name: /^user grafana alerts service svc-grafana/ });
    expect([...document.querySelectorAll("td mark")].map((mark) => mark.textContent)).toContain(
      "Grafana",
    );
    await quiet();
    expect(searches(authentik, CODES)).toEqual([]);
    expect(probes(authentik, CODES)).toHaveLength(1);
    await user.click(suggestions.getByRole("button", { name: /^provider Grafana \(staging\)/ }));
    expect(url()).toBe("/authorization-codes?provider=2");
    await waitFor(() => expect(box().value).toBe(""));
    await waitFor(() => expect(filter("Provider").value).toBe("Grafana (staging)"));
  });
});

test.each(["status=valid", "exclude_user=5"])(
  "codes: with %s, which stays, suggested filters have no numbers: the server counts without it",
  async (filter) => {
    const { authentik, quiet } = openConsole(`/authorization-codes?search=grafana&${filter}`);
    const suggestions = within(await screen.findByRole("region", { name: "Suggested filters" }));
    const grafana = await suggestions.findByRole("button", { name: /^provider Grafana Grafana d/ });
    await quiet();
    expect(grafana.textContent).not.toMatch(/\d/);
    const counted = authentik.askedFor(CODES).filter(({ params }) => params.has("provider"));
    expect(counted).toEqual([]);
  },
);

test("codes: a matching user is taken as a filter, from a pasted URL", async () => {
  const { authentik, user, url } = openConsole("/authorization-codes?search=naoko");
  const users = within(await screen.findByRole("region", { name: "Suggested filters" }));
  expect(box().value).toBe("naoko");
  await user.click(await users.findByRole("button", { name: /^user .*naoko\.oconnor / }));
  expect(url()).toBe("/authorization-codes?user=10");
  await showsRows(authentik, `${CODES}?user=10&ordering=expires,pk`);
});

test("unfiltered rows are never shown as matches: no rows while the probe is pending", async () => {
  let release = () => {};
  const { authentik } = openConsole("/authorization-codes?search=grafana", {
    before: (server) => ({ release } = server.hold(CODES, { every: true })),
  });
  await screen.findByText("Amara Okafor", { selector: "p bdi" });
  expect(screen.getByRole("status", { name: "Loading" })).toBeTruthy();
  expect(searches(authentik, CODES)).toEqual([]);
  release();
  await screen.findByText(/^Searched all/);
  const { results } = await authentik.peek(`${CODES}?ordering=expires,pk&page_size=100`);
  const hits = results.filter((code: any) => /grafana/i.test(JSON.stringify(code.provider)));
  expect(keys().toSorted()).toEqual(hits.map(({ pk }: any) => pk).toSorted());
});

test("a failed probe is shown and can be retried", async () => {
  const { authentik, user } = openConsole("/source-connections?search=github", {
    before: (server) => server.answer(CONNECTIONS, dropped, 1),
  });
  const alert = within(await screen.findByRole("alert"));
  expect(keys()).toEqual([]);
  await user.click(alert.getByRole("button", { name: "Try again" }));
  await showsRows(authentik, `${CONNECTIONS}?search=github&ordering=-created,pk&page_size=20`);
});

test("a search without matches says so, with a button to remove it", async () => {
  const { user, url } = openConsole("/source-connections?search=nonesuch&source__slug=github");
  await screen.findByRole("heading", { name: "No source connections match" });
  await user.click(screen.getByRole("button", { name: "Remove search and filters" }));
  expect(url()).toBe("/source-connections");
  await findTable();
});

test("the first change of a search is one history entry, which further typing replaces", async () => {
  const { user, url, back } = openConsole("/group-connections?page=2");
  await findTable();
  await user.type(box(), "git");
  await waitFor(() => expect(url()).toBe("/group-connections?search=git"));
  await user.type(box(), "hub");
  await waitFor(() => expect(url()).toBe("/group-connections?search=github"));
  await user.clear(box());
  await waitFor(() => expect(url()).toBe("/group-connections"));
  await back();
  await waitFor(() => expect(url()).toBe("/group-connections?search=github"));
  await back();
  await waitFor(() => expect(url()).toBe("/group-connections?page=2"));
  await waitFor(() => expect(box().value).toBe(""));
});

test("what is spelled in another way is told, and the rest is searched for", async () => {
  openConsole("/authorization-codes?search=grafan*%20OR%20openid");
  await screen.findByText(/^Searched all/);
  const told = await screen.findAllByText(/wildcard|not supported/);
  expect(told).toHaveLength(2);
  expect(keys().length).toBeGreaterThan(0);
});

test("a word to leave out is offered as an exclusion, and the other words stay", async () => {
  const { user, url } = openConsole("/authorization-codes?search=openid%20-user%3Anaoko.oconnor");
  const filters = within(await screen.findByRole("region", { name: "Suggested filters" }));
  await user.click(await filters.findByRole("button", { name: /^exclude user .*naoko\.oconnor/ }));
  expect(url()).toBe("/authorization-codes?search=openid&exclude_user=10");
});

test("Enter closes the suggestions and searches for what was typed", async () => {
  const { user, url } = openConsole("/authorization-codes");
  await findTable();
  await user.type(box(), "s");
  await screen.findByRole("listbox", { name: "Suggestions" });
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.queryByRole("listbox", { name: "Suggestions" })).toBeNull());
  expect(url()).toBe("/authorization-codes?search=s");
});

test("a newer search aborts the older request", async () => {
  const { authentik, user } = openConsole("/source-connections?search=a");
  await findTable();
  const held = authentik.hold(({ params }) => params.get("search") === "git");
  await user.clear(box());
  await user.type(box(), "git");
  await held.arrived;
  await user.type(box(), "lab");
  await showsRows(authentik, `${CONNECTIONS}?search=gitlab&ordering=-created,pk&page_size=20`);
  const older = authentik.asked.find(({ params }) => params.get("search") === "git");
  expect(older?.aborted).toBe(true);
});

test("an older response never replaces a newer one, even if it cannot be aborted", async () => {
  const { authentik, user, quiet } = openConsole("/source-connections?search=a");
  await findTable();
  const held = authentik.hold(({ params }) => params.get("search") === "git", {
    deafToAbort: true,
  });
  await user.clear(box());
  await user.type(box(), "git");
  await held.arrived;
  await user.type(box(), "lab");
  const query = `${CONNECTIONS}?search=gitlab&ordering=-created,pk&page_size=20`;
  await showsRows(authentik, query);
  held.release();
  await quiet();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await showsRows(authentik, query);
});

test("codes: an id is requested directly, without reading the list", async () => {
  const { authentik, quiet } = openConsole("/authorization-codes?search=id:1204");
  await waitFor(() => expect(keys()).toEqual([1204]));
  await quiet();
  const whole = authentik.askedFor(CODES).filter(({ params }) => params.get("page_size") === "100");
  expect(whole).toEqual([]);
});

test("a field without a value is searched for once it has one, or on blur", async () => {
  const { user, url } = openConsole("/authorization-codes");
  await findTable();
  await user.type(box(), "naoko status:");
  await screen.findByRole("option", { name: "status:never" });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(url()).toBe("/authorization-codes");
  await user.keyboard("never");
  await waitFor(() => expect(url()).toBe("/authorization-codes?search=naoko+status%3Anever"));
  await user.keyboard(" status:");
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(url()).toBe("/authorization-codes?search=naoko+status%3Anever");
  await user.tab();
  await waitFor(() => expect(url()).toContain("status%3Anever+status%3A"));
  expect(await screen.findByText(/^status: needs one of/)).toBeTruthy();
});

test("counts of all codes are not shown as those of a search", async () => {
  openConsole("/authorization-codes?search=naoko", { beside: true });
  const line = await screen.findByRole("navigation", { name: "Codes by expiry time" });
  expect(line.textContent).toMatch(/^90 codes, before the search: \d+ valid/);
});
