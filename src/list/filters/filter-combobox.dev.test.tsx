import { act, cleanup, fireEvent, render, screen, waitFor } from "../../testing/render.tsx";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FilterOption, Lookup } from "./filter-lookup.ts";
import { providerRelation } from "../../resources/relations/provider-relation.ts";
import type { IdKind } from "../state/filter-values.ts";

const OPTIONS: FilterOption[] = [
  { value: "7", label: "Grafana", detail: "Monitoring" },
  { value: "8", label: "GitLab", detail: "Source control" },
  { value: "9", label: "Grafana", detail: "Monitoring" },
];

let gate: PromiseWithResolvers;
interface PromiseWithResolvers {
  open: () => void;
  fail: () => void;
  passed: Promise<void>;
}

beforeEach(() => {
  vi.resetModules();
  let open = (): void => {};
  let fail = (): void => {};
  const passed = new Promise<void>((resolve, reject) => {
    open = resolve;
    fail = () => reject(new Error("no network"));
  });
  passed.catch(() => {});
  gate = { open, fail, passed };
  vi.doMock("./filter-combobox-aria.tsx", async (original) => {
    await gate.passed;
    return original();
  });
});

afterEach(cleanup);

interface Options {
  kind?: IdKind;
  value?: string | null;
  valueLabel?: string | null;
  lookup?: Partial<Lookup> | ((text: string | null) => Partial<Lookup>);
}

/** The box in a page that keeps its value and answers lookups from OPTIONS immediately. */
async function setUp({ kind = "int", value = null, valueLabel = null, lookup }: Options = {}) {
  const { FilterCombobox } = await import("./filter-combobox.tsx");
  const { preloadFilterCombobox } = await import("./filter-combobox-loader.ts");
  const onChange = vi.fn<(value: string | null) => void>();
  const onText = vi.fn<(text: string | null) => void>();
  const onRetry = vi.fn();
  vi.doMock("./use-lookup.ts", () => ({ useLookup }));
  function useLookup(): Lookup {
    const [text, setText] = useState<string | null>(null);
    const found = OPTIONS.filter(({ label }) =>
      label.toLowerCase().includes((text ?? "").toLowerCase()),
    );
    return {
      state: "ready",
      text,
      options: found,
      more: false,
      onRetry,
      onText: (next) => {
        onText(next);
        setText(next);
      },
      ...(typeof lookup === "function" ? lookup(text) : lookup),
    };
  }
  function Page() {
    const [current, setCurrent] = useState(value);
    return (
      <>
        <FilterCombobox
          name="Provider"
          kind={kind}
          value={current}
          valueLabel={current === value ? valueLabel : null}
          relation={providerRelation}
          onChange={(next) => {
            onChange(next);
            setCurrent(next);
          }}
        />
        <button type="button">After</button>
      </>
    );
  }
  render(<Page />);
  const load = async (): Promise<void> => {
    gate.open();
    await act(() => preloadFilterCombobox());
  };
  return { user: userEvent.setup(), onChange, onText, onRetry, load };
}

const box = (): HTMLInputElement => screen.getByRole("combobox", { name: "Provider" });
const options = (): string[] => screen.getAllByRole("option").map((item) => item.textContent);

test("is a combobox with its accessible name from the first render", async () => {
  await setUp();
  expect(box().getAttribute("aria-expanded")).toBe("false");
  expect(box().placeholder).toBe("Provider");
});

test("loading when idle changes nothing; the first focus brings the complete box, in the same state", async () => {
  const { load, onText } = await setUp({ value: "7", valueLabel: "Grafana" });
  const before = box();
  await load();
  expect(box()).toBe(before);
  expect(document.activeElement).toBe(document.body);
  act(() => before.focus());
  expect(box()).not.toBe(before);
  expect(document.activeElement).toBe(box());
  expect(box().value).toBe("Grafana");
  expect(box().getAttribute("aria-expanded")).toBe("false");
  expect(onText).not.toHaveBeenCalled();
});

test("keystrokes before the list is loaded are kept, with focus and caret", async () => {
  const { user, load, onText } = await setUp();
  await user.click(box());
  await user.keyboard("gtla{ArrowLeft}{ArrowLeft}{ArrowLeft}i");
  expect(box().value).toBe("gitla");
  const before = box();
  await load();
  expect(box()).not.toBe(before);
  expect(document.activeElement).toBe(box());
  expect([box().selectionStart, box().selectionEnd]).toEqual([2, 2]);
  await user.keyboard("{End}b");
  expect(box().value).toBe("gitlab");
  await waitFor(() => expect(onText).toHaveBeenLastCalledWith("gitlab"));
  expect(options()).toEqual(["GitLab Source control"]);
});

test("the inputs are not swapped while a pointer is pressed", async () => {
  const { load } = await setUp();
  const before = box();
  fireEvent.pointerDown(before);
  before.focus();
  await load();
  expect(box()).toBe(before);
  fireEvent.pointerUp(before);
  await waitFor(() => expect(box()).not.toBe(before));
  await waitFor(() => expect(box().getAttribute("aria-expanded")).toBe("true"));
});

test("the inputs are not swapped during an IME composition", async () => {
  const { load } = await setUp();
  const before = box();
  before.focus();
  fireEvent.compositionStart(before);
  fireEvent.change(before, { target: { value: "あ" } });
  await load();
  expect(box()).toBe(before);
  fireEvent.compositionEnd(before);
  await waitFor(() => expect(box()).not.toBe(before));
  expect(box().value).toBe("あ");
});

test("an option is chosen by keyboard; options of the same name are distinguished", async () => {
  const { user, load, onChange, onText } = await setUp();
  await load();
  await user.tab();
  expect(document.activeElement).toBe(box());
  expect(box().getAttribute("aria-expanded")).toBe("false");
  await user.keyboard("{ArrowDown}");
  expect(onText).toHaveBeenLastCalledWith("");
  expect(options()).toEqual([
    "Grafana Monitoring · 7",
    "GitLab Source control",
    "Grafana Monitoring · 9",
  ]);
  await user.keyboard("{ArrowDown}{Enter}");
  expect(onChange).toHaveBeenCalledExactlyOnceWith("8");
  expect(box().value).toBe("GitLab");
  expect(box().getAttribute("aria-expanded")).toBe("false");
  expect(document.activeElement).toBe(box());
  expect(onText).toHaveBeenLastCalledWith(null);
});

test("an option is chosen by pointer", async () => {
  const { user, load, onChange } = await setUp();
  await load();
  await user.click(box());
  await user.click(screen.getByRole("option", { name: "GitLab Source control" }));
  expect(onChange).toHaveBeenCalledExactlyOnceWith("8");
  expect(box().value).toBe("GitLab");
});

test("Enter takes the only match, and waits while there are several", async () => {
  const { user, load, onChange, onText } = await setUp();
  await load();
  await user.click(box());
  await user.keyboard("g");
  await waitFor(() => expect(options()).toHaveLength(3));
  await user.keyboard("{Enter}");
  expect(onChange).not.toHaveBeenCalled();
  expect(box().value).toBe("g");
  await user.keyboard("itl");
  await waitFor(() => expect(onText).toHaveBeenLastCalledWith("gitl"));
  await waitFor(() => expect(options()).toHaveLength(1));
  await user.keyboard("{Enter}");
  expect(onChange).toHaveBeenCalledExactlyOnceWith("8");
});

test.each([true, false])(
  "typing after a click replaces the current value (loaded: %s)",
  async (loaded) => {
    const { user, load } = await setUp({ value: "42", valueLabel: "Old one" });
    if (loaded) await load();
    await user.click(box());
    await user.keyboard("gr");
    expect(box().value).toBe("gr");
  },
);

test("text without a choice is reset to the current value, on Escape and on blur", async () => {
  const { user, load, onChange } = await setUp({ value: "42", valueLabel: "Old one" });
  await load();
  const seen = vi.fn();
  document.addEventListener("keydown", seen);
  await user.click(box());
  await user.keyboard("gr");
  seen.mockClear();
  await user.keyboard("{Escape}");
  expect(seen).not.toHaveBeenCalled();
  expect(box().value).toBe("Old one");
  expect(box().getAttribute("aria-expanded")).toBe("false");
  await user.keyboard("{Escape}");
  expect(seen).toHaveBeenCalledTimes(1);
  await user.keyboard("gr");
  await user.tab();
  expect(box().value).toBe("Old one");
  expect(onChange).not.toHaveBeenCalled();
  document.removeEventListener("keydown", seen);
});

test.each([true, false])("the filter is removed by its button (loaded: %s)", async (loaded) => {
  const { user, load, onChange } = await setUp({ value: "7", valueLabel: "Grafana" });
  if (loaded) await load();
  await user.click(screen.getByRole("button", { name: "Remove filter Provider" }));
  expect(onChange).toHaveBeenCalledExactlyOnceWith(null);
  expect(box().value).toBe("");
  expect(document.activeElement).toBe(box());
  expect(box().getAttribute("aria-expanded")).toBe("false");
  expect(screen.queryByRole("button", { name: /^Remove/ })).toBeNull();
});

test("the filter is removed by Enter on an emptied input", async () => {
  const { user, load, onChange } = await setUp({ value: "7", valueLabel: "Grafana" });
  await load();
  await user.click(box());
  await user.clear(box());
  await user.keyboard("{Enter}");
  expect(onChange).toHaveBeenCalledExactlyOnceWith(null);
});

test("a value whose name is not known yet is shown as it is", async () => {
  await setUp({ value: "7" });
  expect(box().value).toBe("7");
});

test("when the lookup is forbidden, an id can be typed", async () => {
  const { user, load, onChange } = await setUp({ lookup: { state: "forbidden" } });
  await load();
  await user.click(box());
  await user.keyboard("ama");
  expect(screen.getByText(/not permitted to look up a provider/)).toBeDefined();
  await user.keyboard("{Enter}");
  expect(screen.getByText("“ama” is not a numeric id.")).toBeDefined();
  expect(box().getAttribute("aria-invalid")).toBe("true");
  expect(onChange).not.toHaveBeenCalled();
  await user.clear(box());
  await user.keyboard("12{Enter}");
  expect(onChange).toHaveBeenCalledExactlyOnceWith("12");
  expect(box().value).toBe("12");
  expect(box().getAttribute("aria-expanded")).toBe("false");
});

test('after one "forbidden", no more requests are made, and Enter does not wait for one', async () => {
  const { user, load, onText, onChange } = await setUp({
    lookup: (text) => ({ state: text === "" ? "forbidden" : "loading", options: [] }),
  });
  await load();
  await user.click(box());
  await user.keyboard("12");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(onText.mock.calls).toEqual([[""]]);
  await user.keyboard("{Enter}");
  expect(onChange).toHaveBeenCalledExactlyOnceWith("12");
  expect(onText).toHaveBeenLastCalledWith(null);
});

test("when the list itself cannot be loaded, an id can be typed too", async () => {
  const { user, onChange } = await setUp();
  gate.fail();
  await user.click(box());
  await user.keyboard("x");
  expect(await screen.findByText(/list could not be loaded/)).toBeDefined();
  await user.keyboard("{Enter}");
  expect(screen.getByRole("alert").textContent).toBe("“x” is not a numeric id.");
  await user.keyboard("{Backspace}12{Enter}");
  expect(onChange).toHaveBeenCalledExactlyOnceWith("12");
});

test("a failed lookup says so and is retried by button or Enter", async () => {
  const { user, load, onRetry, onChange } = await setUp({
    lookup: { state: "error", options: [] },
  });
  await load();
  await user.click(box());
  expect(screen.getByText("Looking up a provider failed.")).toBeDefined();
  await user.keyboard("{Enter}");
  expect(onRetry).toHaveBeenCalledTimes(1);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(onRetry).toHaveBeenCalledTimes(2);
  expect(onChange).not.toHaveBeenCalled();
});

test("says when nothing was found, and when there are more options than shown", async () => {
  const { user, load } = await setUp({ lookup: { more: true } });
  await load();
  await user.click(box());
  expect(screen.getByText("There are more: type to narrow them down.")).toBeDefined();
  await user.keyboard("zz");
  expect(await screen.findByText("No provider matches “zz”.")).toBeDefined();
});
