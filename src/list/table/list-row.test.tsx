import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, expect, test } from "vitest";
import { CODES } from "../../testing/all-codes.ts";
import {
  closeConsole,
  findTable,
  keys,
  openConsole,
  pager,
  row,
  sortButton,
} from "../../testing/console.tsx";

afterEach(closeConsole);

const link = (pk: number) => row(pk).querySelector<HTMLAnchorElement>("[data-row-link]")!;
const menuButton = (pk: number) => row(pk).querySelector<HTMLElement>("[data-row-menu]")!;

test("a row that is clicked while another order is on its way opens in that order", async () => {
  const { authentik, user, url } = openConsole("/authorization-codes?ordering=-pk");
  await findTable();
  const [first = 0] = keys();
  const held = authentik.hold(CODES);
  await user.click(sortButton("User"));
  await held.arrived;
  await user.click(link(first));
  expect(url()).toBe(`/authorization-codes/${first}?ordering=user`);
  held.release();
});

test("a click with a modifier key is the browser's", async () => {
  const { user, url } = openConsole("/authorization-codes?ordering=-pk");
  await findTable();
  const [first = 0] = keys();
  const before = url();
  const prevented: boolean[] = [];
  const look = (event: Event) => {
    prevented.push(event.defaultPrevented);
    event.preventDefault();
  };
  document.addEventListener("click", look);
  await user.keyboard("{Control>}");
  await user.click(link(first));
  await user.keyboard("{/Control}");
  document.removeEventListener("click", look);
  expect(prevented).toEqual([false]);
  expect(url()).toBe(before);
  expect(link(first).getAttribute("href")).toBe(`/authorization-codes/${first}?ordering=-pk`);
});

test("a menu whose row leaves does not come back with it", async () => {
  const { user, back } = openConsole("/authorization-codes?ordering=-pk");
  await findTable();
  const before = keys();
  await user.click(pager().getByRole("link", { name: "Next page" }));
  await waitFor(() => expect(keys()).not.toEqual(before));
  const [first = 0] = keys();
  await user.click(menuButton(first));
  await screen.findByRole("menu");
  await back();
  await waitFor(() => expect(keys()).toEqual(before));
  expect(screen.queryByRole("menu")).toBeNull();
  await user.click(pager().getByRole("link", { name: "Next page" }));
  await waitFor(() => expect(keys()).toContain(first));
  expect(screen.queryByRole("menu")).toBeNull();
  expect(menuButton(first).getAttribute("aria-expanded")).toBe("false");
});

test("one menu is open at a time, and its button closes it", async () => {
  const { user } = openConsole("/authorization-codes?ordering=-pk");
  await findTable();
  const [one = 0, other = 0] = keys();
  await user.click(menuButton(one));
  await screen.findByRole("menu");
  await user.click(menuButton(other));
  await waitFor(() => expect(within(row(other)).getByRole("menu")).toBeTruthy());
  expect(screen.getAllByRole("menu")).toHaveLength(1);
  await user.click(menuButton(other));
  await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
});
