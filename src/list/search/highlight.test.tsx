import { cleanup, render } from "../../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { authorizationCodes } from "../../resources/authorization-codes/authorization-codes-resource.ts";
import type { Highlight } from "../../ui/text/highlight-context.ts";
import { HighlightContext } from "../../ui/text/highlight-context.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { highlightFor } from "./highlight.tsx";

afterEach(cleanup);

const marking = (search: string) =>
  highlightFor(search, authorizationCodes.searchFields) as Highlight;

function shown(search: string, text: string, field = "user") {
  const { container } = render(
    <HighlightContext value={marking(search)}>
      <ServerText field={field}>{text}</ServerText>
    </HighlightContext>,
  );
  const marks = [...container.querySelectorAll("mark")].map(({ textContent }) => textContent);
  return { text: container.textContent, marks, container };
}

test.each<[string, string, string[]]>([
  ["jane", "Jane Doe", ["Jane"]],
  ["jane", "plain", []],
  ["an", "banana", ["anan"]],
  ["doe user:ja", "Jane Doe", ["Ja", "Doe"]],
  ["provider:jane", "Jane Doe", []],
  ["مدير", "مدير النظام", ["مدير"]],
  ["🐙", "GitHub 🐙", ["🐙"]],
])("%j marks %j: %j", (search, text, marks) => {
  const result = shown(search, text);
  expect(result.marks).toEqual(marks);
  expect(result.text).toBe(text);
  expect(result.container.querySelectorAll("bdi")).toHaveLength(1);
});

describe("invisible characters", () => {
  test("are shown as code points, inside and outside a mark", () => {
    const { container, marks } = shown("a\u202eb", "xa\u202eby\u200b");
    expect(marks.join("|")).toBe("a|character U+202E|b");
    expect(container.textContent).toBe("xacharacter U+202Ebycharacter U+200B");
  });

  test("are written as plain text when there are many", () => {
    const { container } = shown("a", "a\u202e".repeat(60));
    expect(container.textContent).toContain("a‹U+202E›a");
    expect(container.querySelectorAll("*").length).toBeLessThan(5);
  });
});

test("a long text is truncated after a match in its beginning, and matches beyond are not marked", () => {
  const { text, marks } = shown("z", `${"a".repeat(99)}zzz${"b".repeat(900)}z`);
  expect(text).toHaveLength(301);
  expect(marks).toEqual(["zzz"]);
});

test("of a long text, what stands around the first match is shown", () => {
  const { text, marks } = shown("z", `${"a".repeat(299)}zzz${"b".repeat(900)}z`);
  expect(text).toBe(`…${"a".repeat(40)}zzz${"b".repeat(257)}…`);
  expect(marks).toEqual(["zzz"]);
});

describe("a match in a text that is not on screen", () => {
  const mail = { label: "e-mail", field: "user", text: "jane@acme.example" };
  const user = { field: "user", text: "jdoe" };

  test("is shown with its label", () => {
    const { container } = render(<>{marking("acme").unshown([mail], [user])}</>);
    expect(container.textContent).toBe("e-mail: jane@acme.example");
    expect(container.querySelector("bdi mark")?.textContent).toBe("acme");
  });

  test.each(["jdoe", "scope:acme", "nobody"])("is not shown for %j", (search) => {
    const both = { ...mail, text: "jdoe@acme.example" };
    expect(marking(search).unshown([both], [user])).toBeNull();
  });
});
