import { afterEach, expect, test } from "vitest";
import { closeConsole, findTable, openConsole } from "../testing/console.tsx";
import { act, screen } from "../testing/render.tsx";

afterEach(closeConsole);

test("a button pressed again before the closed dialog has said so opens it again", async () => {
  const { user } = openConsole("/authorization-codes");
  await findTable();
  const views = screen.getByRole("button", { name: "Views" });
  await user.click(views);
  const first = await screen.findByRole<HTMLDialogElement>("dialog", { name: /^Views of/ });
  // The dialog is closed, and its event is still on the way.
  await act(() => {
    views.click();
    first.dispatchEvent(new Event("close"));
  });
  expect(await screen.findByRole("dialog", { name: /^Views of/ })).toBeTruthy();
});
