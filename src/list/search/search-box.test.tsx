import { cleanup, fireEvent, render, screen } from "../../testing/render.tsx";
import { flushSync } from "react-dom";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SEARCH_PAUSE_MS, SearchBox } from "./search-box.tsx";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** The box with a URL that changes only when the test says so. */
function setUp(value = "") {
  const onSearch = vi.fn<(value: string) => void>();
  const box = (current: string) => (
    <SearchBox value={current} onSearch={(text) => onSearch(text)} placeholder="Search users…" />
  );
  const { rerender } = render(box(value));
  return { onSearch, url: (current: string) => rerender(box(current)) };
}

const input = (): HTMLInputElement => screen.getByRole("combobox", { name: "Search" });
const type = (text: string): void => {
  fireEvent.change(input(), { target: { value: text } });
};
const pause = (ms = SEARCH_PAUSE_MS): void => flushSync(() => void vi.advanceTimersByTime(ms));

test("is in a search landmark and shows the URL's search", () => {
  setUp("ama");
  expect(screen.getByRole("search").contains(input())).toBe(true);
  expect(input().value).toBe("ama");
});

test("searches once, after a pause in typing", () => {
  const { onSearch } = setUp();
  for (const text of ["a", "am", "ama"]) {
    type(text);
    pause(SEARCH_PAUSE_MS - 1);
  }
  expect(onSearch).not.toHaveBeenCalled();
  pause(1);
  expect(onSearch).toHaveBeenCalledExactlyOnceWith("ama");
});

test("keeps what is typed: spaces stay in the box, but not in the search", () => {
  const { onSearch, url } = setUp();
  type("ama ");
  pause();
  expect(onSearch).toHaveBeenLastCalledWith("ama");
  url("ama");
  expect(input().value).toBe("ama ");
  type("ama o");
  pause();
  expect(onSearch).toHaveBeenLastCalledWith("ama o");
});

test("Enter searches at once, and only once", () => {
  const { onSearch, url } = setUp();
  type("ama");
  fireEvent.submit(screen.getByRole("search"));
  expect(onSearch).toHaveBeenCalledExactlyOnceWith("ama");
  pause(1000);
  url("ama");
  fireEvent.submit(screen.getByRole("search"));
  pause(1000);
  expect(onSearch).toHaveBeenCalledTimes(1);
});

test("its own navigation, arriving late, does not overwrite what was typed since", () => {
  const { onSearch, url } = setUp();
  type("a");
  pause();
  type("am");
  url("a");
  expect(input().value).toBe("am");
  pause();
  type("ama");
  url("am");
  expect(input().value).toBe("ama");
  pause();
  expect(onSearch.mock.calls.flat()).toEqual(["a", "am", "ama"]);
});

test("follows the URL when it changes from elsewhere, and drops the pending search", () => {
  const { onSearch, url } = setUp("ama");
  type("amara");
  pause();
  url("amara");
  type("amara ok");
  url("ama");
  expect(input().value).toBe("ama");
  pause(1000);
  expect(onSearch).toHaveBeenCalledExactlyOnceWith("amara");
});

test("follows the URL back to an earlier search", () => {
  const { url } = setUp();
  type("a");
  pause();
  url("a");
  type("b");
  pause();
  url("b");
  url("a");
  expect(input().value).toBe("a");
});

test("Escape clears at once and is not propagated; with an empty input it is", () => {
  const { onSearch, url } = setUp("ama");
  const seen = vi.fn();
  document.addEventListener("keydown", seen);
  expect(fireEvent.keyDown(input(), { key: "Escape" })).toBe(false);
  expect(input().value).toBe("");
  expect(onSearch).toHaveBeenCalledExactlyOnceWith("");
  expect(seen).not.toHaveBeenCalled();
  url("");
  fireEvent.keyDown(input(), { key: "Escape" });
  expect(seen).toHaveBeenCalledTimes(1);
  document.removeEventListener("keydown", seen);
});

test("waits for an IME composition to end", () => {
  const { onSearch } = setUp();
  fireEvent.compositionStart(input());
  type("あ");
  pause(1000);
  expect(onSearch).not.toHaveBeenCalled();
  fireEvent.compositionEnd(input());
  pause();
  expect(onSearch).toHaveBeenCalledExactlyOnceWith("あ");
});

test("text without a term is not searched for", () => {
  const { onSearch } = setUp();
  type(" , ");
  pause(1000);
  expect(onSearch).not.toHaveBeenCalled();
});
