import { screen, waitFor, within } from "@testing-library/dom";
import type { UserEvent } from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { closeConsole, findTable, keys, openConsole, row } from "../testing/console.tsx";

afterEach(closeConsole);

/** A list with its rows, and the keyboard's code, which comes with what stands below the navigation. */
async function openList(url = "/authorization-codes", before?: () => void) {
  const page = openConsole(url);
  await findTable();
  before?.();
  await screen.findByRole("button", { name: "Keyboard" });
  return page;
}

/** Opens the palette, and types. */
async function ask(user: UserEvent, text: string) {
  await user.keyboard("{Control>}k{/Control}");
  const box = await screen.findByRole("combobox", { name: /^Page, view, action/ });
  await waitFor(() => expect(document.activeElement).toBe(box));
  await user.keyboard(text);
}

const focusedKey = () => Number(document.activeElement?.closest("tr")?.dataset["pk"]);
const searchBox = () => screen.getByRole("combobox", { name: "Search" });

test("j and k lead from row to row, Enter opens, and beside an open object they lead to the next", async () => {
  const { user, url } = await openList();
  const [first, second, third] = keys();
  await user.keyboard("j");
  expect(focusedKey()).toBe(first);
  await user.keyboard("jjk");
  expect(focusedKey()).toBe(second);
  await user.keyboard("{Enter}");
  expect(url()).toBe(`/authorization-codes/${second}`);
  await screen.findByRole("region", { name: /^Code for/ });
  await waitFor(() => expect(document.activeElement?.tagName).toBe("H2"));
  await user.keyboard("j");
  expect(url()).toBe(`/authorization-codes/${third}`);
});

test("rows are one tab stop; arrow keys lead along a row, and to the same place in the next", async () => {
  const { user } = await openList();
  const [first = 0, second = 0] = keys();
  row(first).querySelector<HTMLElement>("[data-row-link]")?.focus();
  await user.keyboard("{ArrowRight}{ArrowDown}");
  const link = document.activeElement;
  expect(focusedKey()).toBe(second);
  expect(link?.getAttribute("href")).toBe(`/authorization-codes/${second}/user`);
  await user.tab();
  expect(document.activeElement?.closest("table")).toBeNull();
  const stops = [...document.querySelectorAll<HTMLElement>("tbody [data-pk] :is(a, button)")];
  expect(stops.filter(({ tabIndex }) => tabIndex === 0)).toEqual([link]);
  await user.tab({ shift: true });
  expect(document.activeElement).toBe(link);
});

test("/ searches, ] and [ turn pages, r refreshes", async () => {
  const { user, url, authentik } = await openList();
  const asked = authentik.askedFor("oauth2/authorization_codes/").length;
  await user.keyboard("r");
  await waitFor(() =>
    expect(authentik.askedFor("oauth2/authorization_codes/").length).toBeGreaterThan(asked),
  );
  await user.keyboard("]");
  expect(url()).toBe("/authorization-codes?page=2");
  await user.keyboard("[[");
  expect(url()).toBe("/authorization-codes");
  await user.keyboard("/");
  expect(document.activeElement).toBe(searchBox());
});

test("keys do nothing while something is typed, with other keys, and where the reader switched them off", async () => {
  const { user, url } = await openList();
  await user.click(searchBox());
  await user.keyboard("]j");
  expect((searchBox() as HTMLInputElement).value).toBe("]j");
  await user.clear(searchBox());
  searchBox().blur();
  await user.keyboard("{Control>}]{/Control}{Alt>}j{/Alt}{Shift>}L{/Shift}");
  expect(url()).toBe("/authorization-codes");
  expect(document.activeElement?.closest("tr")).toBeNull();
  await user.keyboard("?");
  const dialog = within(await screen.findByRole("dialog", { name: "Keyboard shortcuts" }));
  await user.click(dialog.getByRole("checkbox", { name: /single character/ }));
  await user.click(dialog.getByRole("button", { name: "Close" }));
  (document.activeElement as HTMLElement).blur();
  await user.keyboard("j]?");
  expect(url()).toBe("/authorization-codes");
  expect(screen.queryByRole("dialog")).toBeNull();
  row(keys()[0] as number)
    .querySelector<HTMLElement>("[data-row-link]")
    ?.focus();
  await user.keyboard("{ArrowDown}");
  expect(focusedKey()).toBe(keys()[1]);
  await ask(user, "shortcuts{Enter}");
  await user.click(await screen.findByRole("checkbox", { name: /single character/ }));
});

test("x presses the checkbox of the row with the focus", async () => {
  const pressed: string[] = [];
  const { user } = await openList("/authorization-codes", () => {
    for (const line of document.querySelectorAll<HTMLTableRowElement>("tr[data-pk]")) {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.dataset["select"] = "";
      box.addEventListener("click", () => pressed.push(line.dataset["pk"] ?? ""));
      line.cells[0]?.append(box);
    }
  });
  await user.keyboard("xjjx");
  expect(pressed).toEqual([String(keys()[1])]);
});

test("the palette finds pages, actions, views and, by authentik's search, users, and leads there", async () => {
  localStorage.setItem(
    "grantlens.views",
    JSON.stringify({
      version: 1,
      views: [{ list: "access-tokens", name: "Soon", search: "status=expiring" }],
    }),
  );
  const { user, url, authentik } = openConsole("/access-tokens");
  await findTable();
  await ask(user, "views so");
  await user.keyboard("{Enter}");
  expect(url()).toBe("/access-tokens?status=expiring");
  expect(screen.queryByRole("dialog")).toBeNull();

  const { results } = await authentik.peek("core/users/?search=carlos");
  await ask(user, "carlos");
  const options = within(await screen.findByRole("group", { name: "Users" }));
  expect(options.getAllByRole("option").length).toBe(Math.min(5, results.length));
  await user.keyboard("{Enter}");
  expect(url()).toBe(`/access-tokens?user=${results[0].pk}`);

  await ask(user, "export");
  await user.keyboard("{Enter}");
  expect(await screen.findByRole("dialog", { name: /^Export/ })).toBeTruthy();
});

test("the palette says what could not be searched", async () => {
  const { user, authentik } = await openList("/access-tokens");
  authentik.answer("core/users/", async () => Response.json({ detail: "No." }, { status: 403 }));
  await ask(user, "zzz");
  const said = await screen.findByText(/Nothing has that name/);
  await waitFor(() => expect(said.textContent).toMatch(/Users: /));
});

test("with the focus on a row's box, its link is still the rows' one stop", async () => {
  const page = openConsole("/authorization-codes", { readOnly: false });
  await findTable();
  await screen.findByRole("button", { name: "Keyboard" });
  const box = await waitFor(() => {
    const found = document.querySelectorAll<HTMLElement>("[data-select]")[2];
    expect(found).toBeTruthy();
    return found!;
  });
  await page.user.click(box);
  await page.user.tab();
  const stops = [...document.querySelectorAll<HTMLElement>("tbody [data-pk] :is(a, button)")];
  expect(stops.filter(({ tabIndex }) => tabIndex === 0)).toEqual([
    box.closest("tr")?.querySelector("[data-row-link]"),
  ]);
});
