import { screen, waitFor, within } from "@testing-library/dom";
import { act, fireEvent } from "../../testing/render.tsx";
import { afterEach, expect, test } from "vitest";
import { closeConsole, findTable, openConsole } from "../../testing/console.tsx";
import { preloadListParts } from "../lazy-list-parts.tsx";

afterEach(closeConsole);

const heads = () =>
  [...document.querySelectorAll<HTMLElement>("th")].map(({ dataset }) => dataset["column"]);

type User = ReturnType<typeof openConsole>["user"];

async function openColumns(user: User) {
  await user.click(screen.getByRole("button", { name: "Columns" }));
  return within(await screen.findByRole("dialog", { name: /^Columns of/ }));
}

test("columns are hidden, moved and widened, and kept for the next visit", async () => {
  const { user } = openConsole("/access-tokens");
  await findTable();
  const before = heads();
  const panel = await openColumns(user);
  expect(panel.getByRole<HTMLInputElement>("checkbox", { name: "Status" }).disabled).toBe(true);
  await user.click(panel.getByRole("checkbox", { name: "Scopes" }));
  await user.click(panel.getByRole("button", { name: "Move Provider up" }));
  fireEvent.change(panel.getByRole("spinbutton", { name: "Width of User px" }), {
    target: { value: "320" },
  });
  await user.click(panel.getByRole("checkbox", { name: "Compact rows" }));
  const wanted = ["status", "provider", "user", ...before.slice(4)];
  expect(heads()).toEqual(wanted);
  const stored = localStorage.getItem("grantlens.columns.access-tokens") ?? "";
  closeConsole();

  localStorage.setItem("grantlens.columns.access-tokens", stored);
  const again = openConsole("/access-tokens");
  await findTable();
  expect(heads()).toEqual(wanted);
  const head = document.querySelector<HTMLElement>('th[data-column="user"]');
  expect(head?.style.getPropertyValue("--width")).toBe("20rem");
  expect(document.querySelector("[data-compact]")).not.toBeNull();
  await again.user.click((await openColumns(again.user)).getByRole("button", { name: "Reset" }));
  expect(heads()).toEqual(before);
});

test("a row keeps its link and its menu, whatever is hidden", async () => {
  openConsole("/authorization-codes?columns=scope");
  await findTable();
  expect(heads()).toEqual(["status", "scope"]);
  const row = document.querySelector("tr[data-pk]");
  expect(row?.querySelector("[data-row-link]")).not.toBeNull();
  expect(row?.querySelector("[data-row-menu]")).not.toBeNull();
});

test("what an address names and the list does not have changes nothing", async () => {
  openConsole("/source-connections?columns=constructor,nonsense:9");
  await findTable();
  expect(heads()).toContain("identifier");
});

test("a saved view has the columns, and what is set there takes its place", async () => {
  localStorage.setItem("grantlens.columns.access-tokens", "status,user:200,expires");
  const { user, url } = openConsole("/access-tokens");
  await findTable();
  await user.click(screen.getByRole("button", { name: "Views" }));
  const panel = within(await screen.findByRole("dialog", { name: /^Views of/ }));
  await user.type(panel.getByRole("textbox", { name: /^Save this list/ }), "Short{Enter}");
  const [view] = JSON.parse(localStorage.getItem("grantlens.views") ?? "").views;
  expect(view.search).toBe("columns=status%2Cuser%3A200%2Cexpires");
  await user.click(panel.getByRole("link", { name: "Short" }));
  expect(new URL(url(), "http://x").searchParams.get("columns")).toBe("status,user:200,expires");
  const columns = await openColumns(user);
  await user.click(columns.getByRole("checkbox", { name: "ID" }));
  await waitFor(() => expect(url()).toBe("/access-tokens"));
  expect(heads()).toEqual(["status", "user", "expires", "pk"]);
});

test("a column follows its edge while that is dragged; Escape and a lost pointer put it back", async () => {
  openConsole("/access-tokens");
  await findTable();
  await preloadListParts();
  const head = document.querySelector<HTMLElement>('th[data-column="user"]')!;
  const edge = head.querySelector("[data-edge]")!;
  const width = () => head.style.getPropertyValue("--width");
  const move = (clientX: number, buttons = 1) =>
    fireEvent.pointerMove(document, { clientX, buttons });
  const press = async () => {
    fireEvent.pointerDown(edge, { clientX: 100, button: 0, buttons: 1 });
    // What follows the pointer is loaded, but comes a moment later.
    await act(async () => {});
  };
  const kept = () => localStorage.getItem("grantlens.columns.access-tokens");

  for (const end of [
    () => fireEvent.keyDown(document.body, { key: "Escape" }),
    () => fireEvent.pointerCancel(document),
  ]) {
    await press();
    move(400);
    expect(width()).not.toBe("");
    end();
    expect(width()).toBe("");
    expect(head.dataset["sized"]).toBeUndefined();
    move(500);
    fireEvent.pointerUp(document);
    expect([width(), kept()]).toEqual(["", null]);
  }

  // Let go before it was loaded, the pointer is free.
  fireEvent.pointerDown(edge, { clientX: 100, button: 0, buttons: 1 });
  fireEvent.pointerUp(document);
  await act(async () => {});
  move(400, 0);
  fireEvent.pointerUp(document);
  expect([width(), kept()]).toEqual(["", null]);

  await press();
  move(400);
  fireEvent.pointerUp(document);
  expect(kept()).toContain("user:300");
});
