import { cleanup, render, screen, within } from "../../testing/render.tsx";
import { userEvent } from "@testing-library/user-event";
import { MemoryRouter, useLocation } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import { Pager } from "./pager.tsx";

afterEach(cleanup);

interface Options {
  page?: number;
  pages?: number;
  count?: number;
  pageSize?: number;
  askedPageSize?: number;
}

function setUp({
  page = 2,
  pages = 16,
  count = 312,
  pageSize = 20,
  askedPageSize = 20,
}: Options = {}) {
  const onPageSize = vi.fn();
  const onWantNext = vi.fn();
  function Page() {
    const location = useLocation();
    const current = Number(new URLSearchParams(location.search).get("page") ?? page);
    return (
      <>
        <output aria-label="Address">{`${location.pathname}${location.search}`}</output>
        <Pager
          page={current}
          pages={pages}
          count={count}
          start={(current - 1) * pageSize + 1}
          end={Math.min(current * pageSize, count)}
          pageSize={pageSize}
          askedPageSize={askedPageSize}
          linkTo={(target) => ({
            pathname: location.pathname,
            search: `?provider=7&page=${target}`,
          })}
          onPageSize={onPageSize}
          onWantNext={onWantNext}
        />
      </>
    );
  }
  render(
    <MemoryRouter initialEntries={["/authorization-codes/42?provider=7"]}>
      <Page />
    </MemoryRouter>,
  );
  return { user: userEvent.setup(), onPageSize, onWantNext };
}

const pages = () => within(screen.getByRole("navigation", { name: "Pages" }));

test("shows the range of its rows and links to the pages around it", () => {
  setUp();
  expect(pages().getByText("21–40 of 312")).toBeDefined();
  expect(pages().getByRole("link", { current: "page" }).textContent).toBe("2");
  for (const name of ["First page", "Previous page", "1", "3", "16", "Next page", "Last page"]) {
    expect(pages().getByRole("link", { name }).getAttribute("href")).toContain("provider=7&page=");
  }
});

test("a page is a real link that keeps path and filters", async () => {
  const { user } = setUp();
  const next = pages().getByRole("link", { name: "Next page" });
  expect(next.getAttribute("href")).toBe("/authorization-codes/42?provider=7&page=3");
  await user.click(next);
  expect(screen.getByRole("status", { name: "Address" }).textContent).toBe(
    "/authorization-codes/42?provider=7&page=3",
  );
  expect(pages().getByRole("link", { current: "page" }).textContent).toBe("3");
});

test("at an end the link is disabled, and keeps focus", async () => {
  const { user } = setUp({ page: 15 });
  const next = pages().getByRole("link", { name: "Next page" });
  await user.click(next);
  expect(pages().getByRole("link", { current: "page" }).textContent).toBe("16");
  const off = pages().getByRole("link", { name: "Next page" });
  expect(off.getAttribute("aria-disabled")).toBe("true");
  expect(off.hasAttribute("href")).toBe(false);
  expect(document.activeElement).toBe(off);
  await user.click(off);
  expect(pages().getByText("301–312 of 312")).toBeDefined();
});

test("Next reports that its page is wanted when hovered, focused or pressed", async () => {
  const { user, onWantNext } = setUp();
  expect(onWantNext).not.toHaveBeenCalled();
  await user.hover(pages().getByRole("link", { name: "Next page" }));
  expect(onWantNext).toHaveBeenCalledTimes(1);
  pages().getByRole("link", { name: "Next page" }).focus();
  expect(onWantNext).toHaveBeenCalledTimes(2);
  await user.pointer({
    keys: "[MouseLeft>]",
    target: pages().getByRole("link", { name: "Next page" }),
  });
  expect(onWantNext).toHaveBeenCalledTimes(3);
});

test("on a single page all links are disabled", () => {
  const { onWantNext } = setUp({ page: 1, pages: 1, count: 3 });
  expect(pages().getByText("1–3 of 3")).toBeDefined();
  for (const name of ["First page", "Previous page", "Next page", "Last page"]) {
    expect(pages().getByRole("link", { name }).getAttribute("aria-disabled")).toBe("true");
  }
  pages().getByRole("link", { name: "Next page" }).focus();
  expect(onWantNext).not.toHaveBeenCalled();
});

test("the page size is chosen in a labelled select", async () => {
  const { user, onPageSize } = setUp();
  const select = pages().getByRole("combobox", { name: "Rows" });
  expect(select).toHaveProperty("value", "20");
  await user.selectOptions(select, "50");
  expect(onPageSize).toHaveBeenCalledExactlyOnceWith(50);
});

test("a page size chosen by the server is shown, with the reason", () => {
  setUp({ page: 1, pageSize: 60, askedPageSize: 100 });
  const select = pages().getByRole("combobox", { name: "Rows" });
  expect(select).toHaveProperty("value", "60");
  expect(pages().getByText("the server’s limit")).toBeDefined();
});
