import { cleanup, render, screen, within } from "../../testing/render.tsx";
import userEvent from "@testing-library/user-event";
import type { ComponentProps } from "react";
import { MemoryRouter, Route, Routes } from "react-router";
import { afterEach, expect, test } from "vitest";
import { createAddress } from "../../testing/memory-address.tsx";
import { Drawer } from "./drawer.tsx";
import { useEscape } from "./escape.ts";

afterEach(cleanup);

const PROPS: ComponentProps<typeof Drawer> = {
  heading: "Code for Tomasz to Grafana",
  breadcrumbs: [
    { label: "Authorization codes", to: "/authorization-codes?page=2" },
    { label: "42" },
  ],
  focusKey: "42",
  closeTo: "/authorization-codes?page=2",
  previous: "/authorization-codes/41?page=2",
  next: null,
  children: <p>Fields</p>,
};

/** The drawer as a page has it: the page listens for Escape. */
function EscapableDrawer(props: ComponentProps<typeof Drawer>) {
  useEscape(true, props.closeTo);
  return <Drawer {...props} />;
}

function atCode(props: Partial<ComponentProps<typeof Drawer>> = {}) {
  const { Router, url } = createAddress("/authorization-codes/42?page=2");
  const open = (
    <>
      <input aria-label="Search" type="search" />
      <button type="button" aria-haspopup="menu" aria-expanded="true">
        Actions
      </button>
      <button type="button" aria-expanded="true">
        Timeline
      </button>
      <EscapableDrawer {...PROPS} {...props} />
    </>
  );
  render(
    <Router>
      <Routes>
        <Route path="/authorization-codes" element={<p>The list</p>} />
        <Route path="/authorization-codes/:pk" element={open} />
      </Routes>
    </Router>,
  );
  return url;
}

test("is a region named by its heading, which has focus", () => {
  atCode();
  const drawer = screen.getByRole("region", { name: "Code for Tomasz to Grafana" });
  expect(document.activeElement).toBe(within(drawer).getByRole("heading", { level: 2 }));
  const crumbs = within(drawer).getByRole("navigation", { name: "Breadcrumbs" });
  expect(within(crumbs).getByRole("link").getAttribute("href")).toBe("/authorization-codes?page=2");
  expect(within(crumbs).getByText("42").closest("[aria-current]")).toBeTruthy();
});

test("takes focus again only when the object or the step changes", () => {
  const { rerender } = render(<Drawer {...PROPS} />, { wrapper: MemoryRouter });
  screen.getByRole("link", { name: "Close" }).focus();
  rerender(<Drawer {...PROPS} heading="Refined" />);
  expect(document.activeElement).toBe(screen.getByRole("link", { name: "Close" }));
  rerender(<Drawer {...PROPS} focusKey="42/provider" heading="Grafana" />);
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Grafana" }));
});

test("previous and next are links where there is a neighbour", () => {
  atCode();
  const previous = screen.getByRole("link", { name: "Previous" });
  expect(previous.getAttribute("href")).toBe("/authorization-codes/41?page=2");
  expect(screen.getByRole("link", { name: "Next" }).getAttribute("aria-disabled")).toBe("true");
});

test("Escape closes", async () => {
  const url = atCode();
  await userEvent.keyboard("{Escape}");
  expect(url()).toBe("/authorization-codes?page=2");
});

test("Close closes", async () => {
  const url = atCode();
  await userEvent.click(screen.getByRole("link", { name: "Close" }));
  expect(url()).toBe("/authorization-codes?page=2");
});

test("Escape in a field, or where a popup is open, does not close the drawer", async () => {
  const url = atCode();
  await userEvent.type(screen.getByRole("searchbox", { name: "Search" }), "{Escape}");
  screen.getByRole("button", { name: "Actions" }).focus();
  await userEvent.keyboard("{Escape}");
  expect(url()).toBe("/authorization-codes/42?page=2");
});

test("Escape on what has unfolded a part of the page closes", async () => {
  const url = atCode();
  screen.getByRole("button", { name: "Timeline" }).focus();
  await userEvent.keyboard("{Escape}");
  expect(url()).toBe("/authorization-codes?page=2");
});

test("an Escape that was handled elsewhere does not close the drawer", async () => {
  const url = atCode({
    children: (
      <button type="button" onKeyDown={(event) => event.preventDefault()}>
        Own
      </button>
    ),
  });
  screen.getByRole("button", { name: "Own" }).focus();
  await userEvent.keyboard("{Escape}");
  expect(url()).toBe("/authorization-codes/42?page=2");
});

test("shows that it is loading, gone or failed", () => {
  const { rerender } = render(<Drawer {...PROPS} loading />, { wrapper: MemoryRouter });
  expect(screen.getByText("Loading")).toBeTruthy();
  expect(screen.queryByText("Fields")).toBeNull();
  rerender(
    <Drawer
      {...PROPS}
      gone={{
        lastSeen: Date.UTC(2026, 10, 22, 12, 4, 31),
        firstMissed: Date.UTC(2026, 10, 22, 12, 4, 36),
      }}
      error={<p>Failed</p>}
    />,
  );
  expect(
    screen.getByText("No longer listed. Last seen 12:04:31 UTC, first missed 12:04:36 UTC."),
  ).toBeTruthy();
  expect(screen.getByText("Failed")).toBeTruthy();
  expect(screen.getByText("Fields")).toBeTruthy();
});
