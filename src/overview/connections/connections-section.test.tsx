import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor, within } from "../../testing/render.tsx";
import { MemoryRouter } from "react-router";
import { userEvent } from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { createQueryClient } from "../../api/query-client.ts";
import { resetServerClock } from "../../api/server-clock.ts";
import { ConnectionsSection } from "./connections-section.tsx";
import { createFakeAuthentik } from "../../testing/fake-authentik.ts";

const GROUPS = "sources/group_connections/oauth/";
const USERS = "sources/user_connections/oauth/";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(options: Parameters<typeof createFakeAuthentik>[0] = {}) {
  const authentik = createFakeAuthentik(options);
  vi.stubGlobal("fetch", authentik.fetch);
  resetServerClock();
  const client = createQueryClient({ random: () => 0, retryPauseMs: 600_000 });
  return {
    authentik,
    client,
    show() {
      render(
        <QueryClientProvider client={client}>
          <MemoryRouter>
            <ConnectionsSection />
          </MemoryRouter>
        </QueryClientProvider>,
      );
    },
    quiet: () => waitFor(() => expect(client.isFetching()).toBe(0)),
  };
}

const section = () => screen.getByRole("region", { name: "Connections with OAuth sources" });
const rowOf = (name: RegExp) => within(screen.getByRole("row", { name }));

/** A page with these rows, of `count` in all. */
function pageWith(results: object[], count = results.length): Response {
  const pages = Math.max(1, Math.ceil(count / 100));
  const pagination = { next: count > 100 ? 2 : 0, previous: 0, count, current: 1 };
  const rest = { total_pages: pages, start_index: 1, end_index: results.length };
  return Response.json({ pagination: { ...pagination, ...rest }, results });
}

test("an administrator sees each source's groups and users, in five requests at most", async () => {
  const { authentik, show, quiet } = open();
  show();
  expect(screen.getByText("Reading source connections…")).toBeDefined();
  await screen.findByRole("table");
  await quiet();
  const asked = authentik.asked.filter(({ path }) => path !== "core/users/me/");
  expect(asked.length).toBeLessThanOrEqual(5);

  const discord = await authentik.peek(`${GROUPS}?source__slug=discord&page_size=1`);
  const link = rowOf(/Discord/).getByRole("link", { name: /groups of/ });
  expect(link.textContent).toMatch(new RegExp(`^${discord.pagination.count} groups of Discord`));
  expect(link.getAttribute("href")).toBe("/source-connections?source__slug=discord");
  expect(rowOf(/Discord/).getByText("disabled but still connected")).toBeDefined();
  expect(rowOf(/Google/).getByText("enabled")).toBeDefined();

  const { pagination } = await authentik.peek(`${USERS}?source__slug=google`);
  const users = rowOf(/Google/).getByRole("link", { name: /users of/ });
  expect(users.textContent).toBe(`${pagination.count} users of Google`);
  expect(users.getAttribute("href")).toBe("/user-connections?source__slug=google");
  expect(section().textContent).not.toContain("were read");

  // Three requests went to the connections, so group names are looked up only on demand.
  await userEvent.click(screen.getByRole("button", { name: "Show the groups’ names" }));
  await waitFor(() => expect(authentik.askedFor("core/groups/").length).toBeGreaterThan(0));
  await quiet();
  expect(screen.queryByRole("button", { name: "Show the groups’ names" })).toBeNull();
});

test("more users' connections than one page are shown as a total only", async () => {
  const { authentik, show } = open();
  const rows = Array.from({ length: 100 }, (_, pk) => ({ pk, user: pk, source: "a" }));
  authentik.answer(USERS, () => Promise.resolve(pageWith(rows, 1240)));
  show();
  await screen.findByText("1,240 user connections in all; not counted per source.");
  expect(screen.queryByRole("columnheader", { name: "Users" })).toBeNull();
});

test("a caller without permission is told why", async () => {
  const { show, quiet } = open({ as: "viewer" });
  show();
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("You may not see source connections");
  expect(alert.textContent).toContain("Your user lacks the permission.");
  await quiet();
  await waitFor(() =>
    expect(section().textContent).toContain("shows you no user connections but your own"),
  );
  // There are no sources that could lack a name.
  expect(section().textContent).not.toContain("look up sources");
  expect(screen.queryByRole("table")).toBeNull();
});

test("a note says that 2024.8 fails for everybody but superusers", async () => {
  const { show } = open({ as: "auditor", version: "2024.8" });
  show();
  await screen.findByText(/authentik 2024.8 fails like this for everybody/);
});

test("users that may not be seen are not counted", async () => {
  const { authentik, show } = open();
  authentik.answer(USERS, () => Promise.resolve(Response.json({ detail: "no" }, { status: 403 })));
  show();
  await screen.findByText("Users: no permission.");
});

test("old numbers stay visible while a refresh fails, and it can be retried", async () => {
  const { authentik, client, show, quiet } = open();
  show();
  await screen.findByRole("table");
  await quiet();
  const restore = authentik.answer(GROUPS, () =>
    Promise.resolve(new Response("no", { status: 500 })),
  );
  void client.invalidateQueries({ queryKey: ["overview"] });
  await screen.findByText(/The server failed \(500\)\. These are the numbers of/);
  expect(rowOf(/Discord/).getByRole("link", { name: /groups of/ })).toBeDefined();
  restore();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(section().textContent).not.toContain("The server failed"));
});

test("identifiers of several groups are listed with their groups", async () => {
  const { authentik, show } = open();
  const { results: sources } = await authentik.peek("sources/oauth/?slug=google");
  const { results: groups } = await authentik.peek("core/groups/?page_size=7");
  const at = { created: "2026-01-01T00:00:00Z", last_updated: "2026-01-01T00:00:00Z" };
  const rows = groups.map((group: { pk: string }, pk: number) => ({
    ...at,
    pk,
    group: group.pk,
    source: sources[0].pk,
    identifier: "<b>staff</b>",
  }));
  authentik.answer(GROUPS, () => Promise.resolve(pageWith(rows)));
  show();
  const heading = await screen.findByRole("heading", {
    name: "Identifiers linked to more than one group",
  });
  const item = within(heading.nextElementSibling as HTMLElement).getByRole("listitem");
  await within(item).findByText(groups[0].name);
  expect(within(item).getAllByRole("link")).toHaveLength(6);
  const [identity, first] = within(item).getAllByRole("link");
  expect(identity?.getAttribute("href")).toBe("/same-identity?identifier=%3Cb%3Estaff%3C%2Fb%3E");
  expect(first?.getAttribute("href")).toBe("/source-connections/0");
  expect(item.textContent).toMatch(/^<b>staff<\/b> of Google: .* and 2 more$/);
});

test("beyond its limit it says how many were read, even when the server clamps pages", async () => {
  const { authentik, show } = open();
  authentik.answer(GROUPS, (request, next) => {
    const url = new URL(request.url);
    url.searchParams.set(
      "page_size",
      String(Math.min(20, Number(url.searchParams.get("page_size")))),
    );
    return next(new Request(url, request));
  });
  show();
  await screen.findByText(/^The first \d+ of 207 connections were read/);
  expect(authentik.askedFor(GROUPS).length).toBeLessThanOrEqual(3);
});
