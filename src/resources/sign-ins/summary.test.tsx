import { screen, waitFor, within } from "@testing-library/dom";
import { afterEach, expect, test } from "vitest";
import { closeConsole, findTable, openConsole } from "../../testing/console.tsx";

afterEach(closeConsole);

const cells = (row: HTMLElement) =>
  [...row.querySelectorAll("th, td")].map((cell) => cell.textContent?.trim() ?? "");

test("the newest sign-ins are summed up by application when that is opened, and not before", async () => {
  const { authentik, user, quiet } = openConsole("/sign-ins");
  await findTable();
  await quiet();
  const asked = authentik.askedFor("oauth2/access_tokens/").length;
  await user.click(screen.getByText("By application and time"));
  const table = await screen.findByRole("table", { name: "Outcomes by application, worst first" });
  expect(authentik.askedFor("oauth2/access_tokens/").length).toBeGreaterThan(asked);
  const [, ...rows] = within(table).getAllByRole("row");
  const told = rows.map(cells);
  const sum = told.reduce((total, [, signIns]) => total + Number(signIns), 0);
  expect(sum).toBe(300);
  // Legacy CRM redeems nothing: it is worst.
  expect(told[0]).toEqual(["Legacy CRM", expect.any(String), "0", expect.any(String), "100%", "–"]);
  expect(screen.getByText(/^The newest 300 of [\d,]+, since /)).toBeTruthy();
});

test("the summary follows the filters", async () => {
  const { authentik, user } = openConsole("/sign-ins");
  await findTable();
  const { results } = await authentik.peek(
    "core/applications/?search=Payroll&superuser_full_list=true",
  );
  closeConsole();
  openConsole(`/sign-ins?context_authorized_app=${results[0].pk.replaceAll("-", "")}`);
  await findTable();
  await user.click(screen.getByText("By application and time"));
  const table = await screen.findByRole("table", { name: "Outcomes by application, worst first" });
  await waitFor(() => expect(within(table).getAllByRole("row")).toHaveLength(2));
});

test("a stretch of time is brushed in the drawing, and is in the address as terms of the search", async () => {
  const { user, url } = openConsole("/sign-ins");
  await findTable();
  await user.click(screen.getByText("By application and time"));
  const from = await screen.findByRole("slider", { name: "Signed in from" });
  const before = screen.getByRole("slider", { name: "Signed in before" });
  expect(from.getAttribute("aria-valuetext")).toBe("no limit");
  before.focus();
  await user.keyboard("{ArrowLeft}{ArrowLeft}");
  expect(url()).toBe("/sign-ins");
  from.focus();
  await user.keyboard("{End}{Enter}");
  await waitFor(() => expect(url()).toMatch(/since%3A20.*until%3A20/));
  const search = new URLSearchParams(url().split("?")[1]).get("search") ?? "";
  const [, since = "", until = ""] = /^since:(\S+) until:(\S+)$/.exec(search) ?? [];
  // Next to the end but one: a bin of the 48 between the 300th sign-in and now.
  expect(Date.parse(until)).toBeGreaterThan(Date.parse(since));
  const time = screen.getByRole<HTMLSelectElement>("combobox", { name: "Time" });
  expect(time.selectedOptions[0]?.textContent).toBe("As searched for");
  await user.click(screen.getByRole("button", { name: "Clear range" }));
  await waitFor(() => expect(url()).toBe("/sign-ins"));
  expect(time.selectedOptions[0]?.textContent).toBe("Any time");
});
