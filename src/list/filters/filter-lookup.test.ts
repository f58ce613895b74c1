import { expect, test } from "vitest";
import { type FilterOption, readTypedId } from "./filter-lookup.ts";
import { tellApart } from "./tell-apart.ts";
import { emptyMessage } from "./filter-messages.ts";

const option = (value: string, label: string, detail: string | null): FilterOption => ({
  value,
  label,
  detail,
});

test("only options that look identical get their value added", () => {
  const told = tellApart([
    option("1", "Grafana", "Monitoring"),
    option("2", "Grafana", "Wiki"),
    option("3", "Legacy", null),
    option("4", "Legacy", ""),
    option("5", "Argo", "Deploy"),
    option("6", "Argo", "Deploy"),
  ]);
  expect(told.map(({ detail }) => detail)).toEqual([
    "Monitoring",
    "Wiki",
    "3",
    "4",
    "Deploy · 5",
    "Deploy · 6",
  ]);
});

test("a typed id is parsed by kind, or rejected with the reason", () => {
  expect(readTypedId("int", " 7 ")).toEqual({ value: "7" });
  expect(readTypedId("int", "ama")).toEqual({
    value: null,
    problem: "“ama” is not a numeric id.",
  });
  expect(readTypedId("uuid", "7")).toEqual({ value: null, problem: "“7” is not a UUID." });
  expect(readTypedId("slug", "a b")).toEqual({ value: null, problem: "“a b” is not a slug." });
});

test("each state of a lookup has its own message", () => {
  const words = (state: "loading" | "ready" | "error" | "forbidden", text = "") =>
    emptyMessage({
      name: "Provider",
      kind: "int",
      lookup: { state, text, options: [], more: false, onText: () => {}, onRetry: () => {} },
    });
  expect(words("loading")).toBe("Searching…");
  expect(words("ready")).toBe("There is no provider.");
  expect(words("ready", "x")).toBe("No provider matches “x”.");
  expect(words("error")).toBe("Looking up a provider failed.");
  expect(words("forbidden")).toMatch(/not permitted .* numeric id and press Enter/);
});
