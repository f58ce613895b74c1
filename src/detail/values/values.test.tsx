import { cleanup, render, screen } from "../../testing/render.tsx";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { JsonValue } from "../../api/wire/json.ts";
import { WITHHELD } from "../../api/wire/redact.ts";
import { AttributesTree } from "./attributes-tree.tsx";
import { Avatar, initials } from "./avatar.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { RawJson } from "./raw-json.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test("the tree distinguishes strings from other values that look alike", () => {
  render(<AttributesTree value={{ a: "true", b: true, c: null, d: [], e: "", f: WITHHELD }} />);
  const items = screen.getAllByRole("listitem").map((one) => one.textContent);
  expect(items).toEqual(['a "true"', "b true", "c null", "d empty list", 'e ""', "f withheld"]);
});

test("large branches start collapsed and are rendered when opened", async () => {
  const many = Object.fromEntries(
    Array.from({ length: 80 }, (_, index) => [`key ${index}`, index]),
  );
  render(<AttributesTree value={{ many }} />);
  expect(screen.queryByText("key 1")).toBeNull();
  await userEvent.click(screen.getByText("80 entries"));
  expect(screen.getByText("key 49")).toBeTruthy();
  expect(screen.queryByText("key 50")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Show all 80 entries" }));
  expect(screen.getByText("key 79")).toBeTruthy();
});

test("nested branches are not rendered until they are opened", () => {
  let value: JsonValue = "bottom";
  for (let depth = 0; depth < 5000; depth += 1) value = { in: value };
  render(<AttributesTree value={value} />);
  expect(screen.queryByText("bottom")).toBeNull();
  expect(document.querySelectorAll("details").length).toBeLessThan(5);
});

test("a very long text is truncated, and shown in full on demand", async () => {
  const text = `${"x".repeat(1999)}🐙${"y".repeat(100_000)}`;
  render(<AttributesTree value={text} />);
  expect(document.querySelector("bdi")?.textContent).toBe(`${"x".repeat(1999)}…`);
  await userEvent.click(screen.getByRole("button", { name: /^Show all 102.001 characters$/ }));
  expect(document.querySelector("bdi")?.textContent).toBe(text);
});

test("a successful copy is announced", async () => {
  const user = userEvent.setup();
  render(<CopyButton label="client ID" value="abc" />);
  await user.click(screen.getByRole("button", { name: "Copy client ID" }));
  expect(screen.getByText("Copied").getAttribute("aria-live")).toBe("polite");
  expect(await navigator.clipboard.readText()).toBe("abc");
});

test("a failed copy is announced", async () => {
  const user = userEvent.setup();
  vi.stubGlobal("navigator", { userAgent: "no clipboard" });
  render(<CopyButton label="client ID" value="abc" />);
  await user.click(screen.getByRole("button", { name: "Copy client ID" }));
  expect(screen.getByText(/^Copying is not possible here/)).toBeTruthy();
});

test("raw JSON is rendered when opened, and can be copied without opening", async () => {
  const user = userEvent.setup();
  render(<RawJson value={{ name: "Grafana", client_secret: WITHHELD }} />);
  expect(screen.queryByText(/Grafana/)).toBeNull();
  await user.click(screen.getByRole("button", { name: "Copy raw JSON" }));
  expect(JSON.parse(await navigator.clipboard.readText())).toEqual({
    name: "Grafana",
    client_secret: WITHHELD,
  });
  await user.click(screen.getByText("Raw JSON"));
  expect(screen.getByText(/"name": "Grafana"/)).toBeTruthy();
});

test("avatars are images from data URLs, or else initials", () => {
  const { container, rerender } = render(
    <Avatar src="data:image/svg+xml;base64,PHN2Zy8+" name="A" />,
  );
  expect(container.querySelector("img")?.getAttribute("alt")).toBe("");
  for (const src of ["https://gravatar.example/a.png", "/static/a.png", "data:text/html,x", null]) {
    rerender(<Avatar src={src} name="Tomasz Zieliński" />);
    expect(container.querySelector("img")).toBeNull();
    expect(container.textContent).toBe("TZ");
  }
});

test.each([
  ["Tomasz Maria Zieliński", "TZ"],
  ["akadmin", "A"],
  ["ines.alvarez", "IA"],
  ["محمد الفاسي", "ما"],
  ["👩‍👩‍👧 family", "👩‍👩‍👧F"],
  ["e\u0301lan", "É".normalize("NFD")],
  ["", "?"],
  ["   ", "?"],
])("initials of %j", (name, expected) => {
  expect(initials(name)).toBe(expected);
});
