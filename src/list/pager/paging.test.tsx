import { screen, waitFor } from "../../testing/render.tsx";
import { afterEach, expect, test } from "vitest";
import { closeConsole, keys, openConsole, pager } from "../../testing/console.tsx";
import type { FakeAuthentik } from "../../testing/fake-authentik.ts";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";

async function showsPage(authentik: FakeAuthentik, page: number, size = 20) {
  const { results } = await authentik.peek(
    `${CODES}?ordering=expires,pk&page=${page}&page_size=${size}`,
  );
  const expected = results.map(({ pk }: { pk: number }) => pk);
  await waitFor(() => expect(keys()).toEqual(expected));
}

const link = (name: string) => pager().getByRole("link", { name });

test("page numbers, Next, Previous, First and Last lead to their pages", async () => {
  const { authentik, user, url } = openConsole("/authorization-codes?y=1");
  await showsPage(authentik, 1);
  expect(link("Previous page").getAttribute("aria-disabled")).toBe("true");
  await user.click(link("3"));
  expect(url()).toBe("/authorization-codes?y=1&page=3");
  await showsPage(authentik, 3);
  expect(pager().getByText("41–60 of 90")).toBeTruthy();
  expect(pager().getByRole("link", { current: "page" }).textContent).toBe("3");
  await user.click(link("Last page"));
  await showsPage(authentik, 5);
  expect(pager().getByText("81–90 of 90")).toBeTruthy();
  expect(link("Next page").getAttribute("aria-disabled")).toBe("true");
  await user.click(link("Previous page"));
  await showsPage(authentik, 4);
  await user.click(link("First page"));
  expect(url()).toBe("/authorization-codes?y=1");
  await showsPage(authentik, 1);
});

test.each(["2026.2", "2024.8"])(
  "authentik %s: a page past the end becomes the last one, with a notice",
  async (version) => {
    const { authentik, url } = openConsole("/authorization-codes?page=99&x=1", { version });
    await showsPage(authentik, 5);
    expect(url()).toBe("/authorization-codes?page=5&x=1");
    expect(
      screen
        .getByText("Page 99 is past the end. This is the last page, 5.")
        .closest("[role=status]"),
    ).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(authentik.askedFor(CODES).map(({ params }) => params.get("page"))).toEqual([
      "99",
      "last",
    ]);
  },
);

test("the notice of a page past the end disappears on the next navigation", async () => {
  const { authentik, user } = openConsole("/authorization-codes?page=99");
  await showsPage(authentik, 5);
  await user.click(link("2"));
  await showsPage(authentik, 2);
  expect(screen.queryByText(/is past the end/)).toBeNull();
});

test("a larger page size starts at page 1 and stays while paging", async () => {
  const { authentik, user, url } = openConsole("/authorization-codes?page=3");
  await showsPage(authentik, 3);
  await user.selectOptions(pager().getByRole("combobox", { name: "Rows" }), "50");
  expect(url()).toBe("/authorization-codes?page_size=50");
  await showsPage(authentik, 1, 50);
  await user.click(link("Next page"));
  expect(url()).toBe("/authorization-codes?page_size=50&page=2");
  await showsPage(authentik, 2, 50);
  expect(pager().getByText("51–90 of 90")).toBeTruthy();
});

test("the page size chosen last counts where the address has none, and is written into it", async () => {
  const { authentik, user, url } = openConsole("/authorization-codes");
  await showsPage(authentik, 1);
  await user.selectOptions(pager().getByRole("combobox", { name: "Rows" }), "50");
  await showsPage(authentik, 1, 50);
  await user.click(screen.getByRole("link", { name: "Authorization codes" }));
  expect(url()).toBe("/authorization-codes");
  await showsPage(authentik, 1, 50);
  await user.click(link("Next page"));
  expect(url()).toBe("/authorization-codes?page_size=50&page=2");
});

test("a page size in the address wins over the one chosen last", async () => {
  localStorage.setItem("grantlens.page_size", "100");
  const { authentik, user, url } = openConsole("/authorization-codes?page_size=20");
  await showsPage(authentik, 1);
  await user.click(link("2"));
  expect(url()).toBe("/authorization-codes?page_size=20&page=2");
  await showsPage(authentik, 2);
});

test("a page size clamped by the server is followed", async () => {
  const { authentik, user } = openConsole("/authorization-codes?page_size=100", {
    before: (server) =>
      server.answer(CODES, (request, next) => {
        const limited = new URL(request.url);
        limited.searchParams.set("page_size", "25");
        return next(new Request(limited.href));
      }),
  });
  await showsPage(authentik, 1, 25);
  expect(pager().getByText("1–25 of 90")).toBeTruthy();
  const size = pager().getByRole<HTMLSelectElement>("combobox", { name: "Rows" });
  expect(size.value).toBe("25");
  expect(pager().getByText("the server’s limit").id).toBe(size.getAttribute("aria-describedby"));
  await user.click(link("Last page"));
  await showsPage(authentik, 4, 25);
  expect(pager().getByText("76–90 of 90")).toBeTruthy();
});

test("the next page is prefetched when Next is hovered, and not fetched again when it is followed", async () => {
  const { authentik, user, quiet } = openConsole("/authorization-codes");
  await showsPage(authentik, 1);
  await user.hover(link("Next page"));
  await quiet();
  expect(authentik.askedFor(CODES).map(({ params }) => params.get("page"))).toEqual([null, "2"]);
  await user.click(link("Next page"));
  await showsPage(authentik, 2);
  await quiet();
  await user.click(link("Previous page"));
  await showsPage(authentik, 1);
  await quiet();
  expect(authentik.askedFor(CODES)).toHaveLength(2);
});

test("the old page stays as a placeholder, marked busy, until the new one is loaded", async () => {
  const { authentik, user } = openConsole("/authorization-codes");
  await showsPage(authentik, 1);
  const first = keys();
  const held = authentik.hold(CODES, { every: true });
  await user.click(link("4"));
  await held.arrived;
  const table = screen.getByRole("table", { name: "Authorization codes" });
  await waitFor(() => expect(table.getAttribute("aria-busy")).toBe("true"));
  expect(keys()).toEqual(first);
  held.release();
  await showsPage(authentik, 4);
  expect(table.getAttribute("aria-busy")).toBe("false");
});

test("counts are in groups of three, as English writes them", async () => {
  const { authentik } = openConsole("/authorization-codes?page=63", { rows: 1260 });
  await showsPage(authentik, 63);
  expect(pager().getByText("1,241–1,260 of 1,260")).toBeTruthy();
});

test("Next pressed twice before an answer goes on by two pages", async () => {
  const { authentik, user, url } = openConsole("/authorization-codes?page=2");
  await showsPage(authentik, 2);
  const held = authentik.hold(CODES, { every: true });
  await user.click(link("Next page"));
  await user.click(link("Next page"));
  expect(url()).toBe("/authorization-codes?page=4");
  expect(pager().getByRole("link", { name: "4" }).getAttribute("aria-current")).toBe("page");
  // The rows on show are those of before, and the range is theirs.
  expect(pager().getByText("21–40 of 90")).toBeTruthy();
  held.release();
  await showsPage(authentik, 4);
  expect(pager().getByText("61–80 of 90")).toBeTruthy();
});
