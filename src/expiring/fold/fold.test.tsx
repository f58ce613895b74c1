import { afterEach, expect, test } from "vitest";
import { allCodes, pksOf } from "../../testing/all-codes.ts";
import { closeConsole, drawer, findTable, keys, openConsole, row } from "../../testing/console.tsx";
import { catchDownloads } from "../../testing/downloads.ts";
import { screen, waitFor } from "../../testing/render.tsx";

afterEach(closeConsole);

const OVERDUE = "2 overdue codes";
const findFold = (name: string) => screen.findByRole("button", { name: `Show ${name}` });
const range = () =>
  screen.getByRole("navigation", { name: "Pages" }).querySelector("p")?.textContent;

test.each([
  ["expires", OVERDUE, 2, "2 overdue codes, kept by authentik · Show"],
  ["-expires", "3 codes that never expire", 3, "3 codes that never expire · Show"],
])(
  "in the order of %s, %s are one line, until they are unfolded",
  async (sort, name, count, said) => {
    const { authentik, user } = openConsole(`/authorization-codes?ordering=${sort}`, {
      folded: true,
    });
    const fold = await findFold(name);
    const page = pksOf(await allCodes(authentik, sort)).slice(0, 20);
    expect(keys()).toEqual(page.slice(count));
    expect(fold.closest("tr")?.textContent).toBe(said);
    expect(fold.getAttribute("aria-expanded")).toBe("false");
    const told = range();
    await user.click(fold);
    expect(keys()).toEqual(page);
    expect(document.activeElement).toBe(fold);
    expect(fold.getAttribute("aria-expanded")).toBe("true");
    expect(range()).toBe(told);
    // Until they are folded again.
    await user.click(screen.getByRole("link", { name: "Access tokens" }));
    await user.click(screen.getByRole("link", { name: "Authorization codes" }));
    await user.click(await screen.findByRole("button", { name: /^Hide 2 overdue codes$/ }));
    expect(keys()).toEqual(pksOf(await allCodes(authentik)).slice(2, 20));
  },
);

test.each([
  ["?page=2"],
  ["?ordering=-pk"],
  ["?status=expired"],
  ["?status=never"],
  ["?expires_before=now"],
  ["?search=lea.becker2"],
])("nothing is folded in %s", async (search) => {
  const { quiet } = openConsole(`/authorization-codes${search}`, { folded: true });
  await findTable();
  await quiet();
  expect(keys().length).toBeGreaterThan(0);
  expect(screen.queryByRole("button", { name: /^Show \d/ })).toBeNull();
});

test("a page that has no other rows shows them", async () => {
  const { authentik } = openConsole("/authorization-codes", { folded: true });
  const [first] = await allCodes(authentik);
  closeConsole();
  const { user, provider, pk } = first!;
  openConsole(`/authorization-codes?user=${user.pk}&provider=${provider.pk}`, { folded: true });
  await findTable();
  expect(keys()).toEqual([pk]);
});

test("what is selected, saved and copied is what is on show", async () => {
  const saved = catchDownloads();
  const { user } = openConsole("/authorization-codes", { folded: true, readOnly: false });
  await findFold(OVERDUE);
  const shown = keys();
  await user.click(await screen.findByRole("checkbox", { name: /^Select the / }));
  expect(screen.getByRole("region", { name: "Selection" }).textContent).toContain("18 selected");
  await user.click(screen.getByRole("button", { name: "Clear selection" }));
  await user.click(screen.getByRole("button", { name: "Export" }));
  await user.click(await screen.findByRole("radio", { name: "This page: 3 to 20" }));
  await user.click(screen.getByRole("radio", { name: /^JSON/ }));
  await user.click(screen.getByRole("button", { name: "Save file" }));
  await waitFor(() => expect(saved).toHaveLength(1));
  const { grantlens, rows } = JSON.parse(saved[0]?.text ?? "");
  expect(rows.map(({ pk }: { pk: number }) => pk)).toEqual(shown);
  expect(grantlens).toMatchObject({ extent: "page 1 of 5: rows 3 to 20 of 90", complete: false });
});

test("a list that is read whole is stepped through as it is on show", async () => {
  const { user, quiet } = openConsole("/authorization-codes", { folded: true, beside: true });
  await findFold(OVERDUE);
  await quiet();
  const [first = 0] = keys();
  await user.click(row(first).querySelector("[data-row-link]")!);
  const open = await drawer(/^Code for/);
  await waitFor(() =>
    expect(open.getByRole("link", { name: "Next" }).getAttribute("aria-disabled")).toBeNull(),
  );
  expect(open.getByRole("link", { name: "Previous" }).getAttribute("aria-disabled")).toBe("true");
});

test("the address of one of them unfolds them", async () => {
  const { authentik } = openConsole("/authorization-codes", { folded: true });
  const page = pksOf(await allCodes(authentik)).slice(0, 20);
  closeConsole();
  openConsole(`/authorization-codes/${page[1]}`, { folded: true });
  await waitFor(() => expect(keys()).toEqual(page));
  expect(row(page[1] ?? 0).getAttribute("aria-current")).toBe("true");
});

test("they unfold in a list that is watched, and have not come", async () => {
  const { authentik, user } = openConsole("/authorization-codes", { folded: true });
  const page = pksOf(await allCodes(authentik)).slice(0, 20);
  const fold = await findFold(OVERDUE);
  await waitFor(() =>
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Live" }).disabled).toBe(false),
  );
  await user.click(screen.getByRole("button", { name: "Live" }));
  const line = await screen.findByRole("group", { name: "Live" });
  await waitFor(() => expect(line.textContent).toContain("0 came, 0 went"));
  await user.click(fold);
  expect(keys()).toEqual(page);
  expect(screen.getByRole("group", { name: "Live" }).textContent).toContain("0 came, 0 went");
});
