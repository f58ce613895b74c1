import { cleanup, render, screen } from "../testing/render.tsx";
import { afterEach, expect, test, vi } from "vitest";
import { CrashBoundary } from "./crash-boundary.tsx";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Faulty({ broken }: { broken: boolean }) {
  if (broken) throw new TypeError("no such thing");
  return <p>All is well</p>;
}

function page(address: string, broken: boolean) {
  return (
    <>
      <nav>Lists</nav>
      <CrashBoundary resetKey={address}>
        <Faulty broken={broken} />
      </CrashBoundary>
    </>
  );
}

test("a crash is shown in its own place, and is reset by the next navigation", () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { rerender } = render(page("a", true));
  expect(screen.getByRole("heading", { name: "This page crashed" })).toBeTruthy();
  expect(screen.getByText("TypeError: no such thing")).toBeTruthy();
  expect(screen.getByText("Lists")).toBeTruthy();
  rerender(page("a", false));
  expect(screen.getByRole("heading", { name: "This page crashed" })).toBeTruthy();
  rerender(page("b", false));
  expect(screen.getByText("All is well")).toBeTruthy();
});
