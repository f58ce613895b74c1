import { act, screen, waitFor } from "../testing/render.tsx";
import { afterEach, expect, test, vi } from "vitest";
import { formatTime } from "../ui/text/format.ts";
import { html500 } from "../testing/answers.ts";
import {
  closeConsole,
  findTable,
  openConsole,
  openFilter,
  passTime,
  passTimeAndTick,
} from "../testing/console.tsx";
import { START } from "../testing/fake-authentik.ts";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";
/** What refreshes by itself is loaded after the rows, with the button that makes the list live. */
const findLive = () =>
  waitFor(() =>
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Live" }).disabled).toBe(false),
  );
const soon = () => act(() => new Promise((resolve) => setTimeout(resolve, 100)));

test("Refresh refetches, and shows the time of the rows", async () => {
  const { authentik, user } = openConsole("/authorization-codes");
  await findTable();
  expect(screen.getByText(`as of ${formatTime(START)}`)).toBeTruthy();
  passTime(91_000);
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  expect(await screen.findByText(`as of ${formatTime(START + 91_000)}`)).toBeTruthy();
  expect(authentik.askedFor(CODES)).toHaveLength(2);
});

test("returning to the window refetches, unless that was just done", async () => {
  const { authentik } = openConsole("/authorization-codes");
  await findTable();
  passTime(2000);
  window.dispatchEvent(new Event("visibilitychange"));
  await soon();
  expect(authentik.askedFor(CODES)).toHaveLength(1);
  passTime(20_000);
  window.dispatchEvent(new Event("visibilitychange"));
  await waitFor(() => expect(authentik.askedFor(CODES)).toHaveLength(2));
});

test("auto-refresh every 10 s pauses while the page is hidden or a menu is open, and is remembered", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"], now: START });
  const { authentik, user, unmount } = openConsole("/authorization-codes");
  await findTable();
  await findLive();
  const asked = async (seconds: number) => {
    const before = authentik.askedFor(CODES).length;
    // In steps with a tick after each: a jump would count as sleep, after which the page refetches by itself.
    for (let left = seconds; left > 0; left -= 10) {
      vi.advanceTimersByTime(Math.min(left, 10) * 1000);
      passTimeAndTick(0);
    }
    await soon();
    return authentik.askedFor(CODES).length - before;
  };
  expect(await asked(60)).toBe(0);
  await user.selectOptions(screen.getByRole("combobox", { name: "Refresh every" }), "Every 10 s");
  expect(await asked(9)).toBe(0);
  expect(await asked(1)).toBe(1);
  expect(await asked(10)).toBe(1);

  const visibility = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  expect(await asked(30)).toBe(0);
  visibility.mockReturnValue("visible");
  expect(await asked(10)).toBe(1);

  await openFilter(user, "Provider");
  await screen.findByRole("listbox");
  expect(await asked(30)).toBe(0);
  await user.keyboard("{Escape}");
  expect(await asked(10)).toBe(1);

  unmount();
  openConsole("/source-connections");
  await findTable();
  const every = screen.getByRole<HTMLSelectElement>("combobox", { name: "Refresh every" });
  expect(every.value).toBe("10");
});

test("auto-refresh refetches rows only, not the lookups that failed", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"], now: START });
  const { authentik, user } = openConsole("/source-connections", {
    before: (server) => server.answer("core/groups/", html500),
  });
  await findTable();
  await screen.findByText(/looking them up failed/);
  await findLive();
  await user.selectOptions(screen.getByRole("combobox", { name: "Refresh every" }), "Every 10 s");
  const groups = authentik.askedFor("core/groups/").length;
  const rows = authentik.askedFor("sources/group_connections/oauth/").length;
  vi.advanceTimersByTime(10_000);
  await soon();
  expect(authentik.askedFor("sources/group_connections/oauth/")).toHaveLength(rows + 1);
  expect(authentik.askedFor("core/groups/")).toHaveLength(groups);
});
