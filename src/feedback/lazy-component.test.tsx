import { cleanup, render, screen, waitFor } from "../testing/render.tsx";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { lazyComponent } from "./lazy-component.tsx";

afterEach(cleanup);

const Hello = ({ name }: { name: string }) => <p>Hello {name}</p>;

function page(Part: ReturnType<typeof lazyComponent<{ name: string }>>) {
  return (
    <>
      <nav>Lists</nav>
      <Part name="Ann" />
    </>
  );
}

test("a chunk that fails to load affects nothing else, and can be retried", async () => {
  let asked = 0;
  const Part = lazyComponent<{ name: string }>(async () => {
    asked += 1;
    if (asked < 3) throw new TypeError("Failed to fetch dynamically imported module");
    return Hello;
  });
  const { unmount } = render(page(Part));
  expect(
    await screen.findByRole("heading", { name: "This part could not be loaded" }),
  ).toBeTruthy();
  expect(screen.getByText("Lists")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(
    await screen.findByRole("heading", { name: "This part could not be loaded" }),
  ).toBeTruthy();
  expect(asked).toBe(2);
  // Mounting it again retries, too.
  unmount();
  render(page(Part));
  expect(await screen.findByText("Hello Ann")).toBeTruthy();
  expect(asked).toBe(3);
});

test("one that is mounted while others are told of a failure loads again", async () => {
  let fail = () => {};
  const failing = new Promise<never>((_, reject) => (fail = () => reject(new Error("no"))));
  const answers: Promise<typeof Hello>[] = [failing, Promise.resolve(Hello)];
  const Part = lazyComponent<{ name: string }>(() => answers.shift()!);
  render(page(Part));
  // Right after the part itself was told.
  const told = failing.catch(() => void render(page(Part)));
  fail();
  await told;
  expect(await screen.findAllByText("Hello Ann")).toHaveLength(2);
});

test("a page has its title while loading, and when that fails", async () => {
  let fail = () => {};
  const load = new Promise<never>((_, reject) => (fail = () => reject(new Error("no"))));
  const Page = lazyComponent(() => load, { page: "Things" });
  document.title = "Before";
  render(<Page />);
  await waitFor(() => expect(document.title).toBe("Things · Grantlens"));
  fail();
  expect(
    await screen.findByRole("heading", { name: "This page could not be loaded", level: 1 }),
  ).toBeTruthy();
  expect(document.title).toBe("Things · Grantlens");
});

test("a loaded chunk is requested once", async () => {
  let asked = 0;
  const Part = lazyComponent<{ name: string }>(async () => {
    asked += 1;
    return Hello;
  });
  const { unmount } = render(page(Part));
  await screen.findByText("Hello Ann");
  unmount();
  render(page(Part));
  await screen.findByText("Hello Ann");
  expect(asked).toBe(1);
});
