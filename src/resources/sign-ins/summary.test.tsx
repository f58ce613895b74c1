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
  await user.click(screen.getByText("By application"));
  const table = await screen.findByRole("table", { name: "Outcomes by application, worst first" });
  expect(authentik.askedFor("oauth2/access_tokens/").length).toBeGreaterThan(asked);
  const [, ...rows] = within(table).getAllByRole("row");
  const told = rows.map(cells);
  const sum = told.reduce((total, [, signIns]) => total + Number(signIns), 0);
  expect(sum).toBe(300);
  // Legacy CRM redeems nothing: it is worst.
  expect(told[0]).toEqual([
    "Legacy CRM",
    expect.any(String),
    "0",
    expect.any(String),
    "100 %",
    "–",
  ]);
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
  await user.click(screen.getByText("By application"));
  const table = await screen.findByRole("table", { name: "Outcomes by application, worst first" });
  await waitFor(() => expect(within(table).getAllByRole("row")).toHaveLength(2));
});
