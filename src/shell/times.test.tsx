import { screen, waitFor } from "@testing-library/dom";
import { afterEach, expect, test } from "vitest";
import { closeConsole, column, findTable, keys, openConsole } from "../testing/console.tsx";

afterEach(closeConsole);

test("one switch shows all times as ISO or relative, also beside an open object", async () => {
  const { user, authentik } = openConsole("/authorization-codes");
  await findTable();
  const pk = keys()[3];
  const { expires } = await authentik.peek(`oauth2/authorization_codes/${pk}/`);
  const iso = `${expires.slice(0, 19)}Z`;
  expect(column("Expires")[3]).toMatch(/ ago /);
  const times = await screen.findByRole("combobox", { name: "Times" });
  await user.selectOptions(times, "ISO 8601");
  expect(column("Expires")[3]).toBe(iso);
  expect(screen.getByText(/^as of \d\d:\d\d:\d\dZ$/)).toBeTruthy();
  document.querySelector<HTMLElement>(`tr[data-pk="${pk}"] [data-row-link]`)?.click();
  await waitFor(() => expect(screen.getAllByText(iso).length).toBeGreaterThan(1));
  await user.selectOptions(times, "Relative");
  expect(column("Expires")[3]).toMatch(/ ago /);
});
