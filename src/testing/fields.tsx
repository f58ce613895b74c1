import { within } from "./render.tsx";
import { expect } from "vitest";
import type { JsonObject } from "../api/wire/json.ts";

type Region = ReturnType<typeof within>;

/** The value shown for an API field, found by the field's own name, the label's title. */
export function field(open: Region, name: string): HTMLElement {
  const value = fieldRow(open, name)?.querySelector("dd");
  if (!value) throw new Error(`the field ${name} is not shown`);
  return value;
}

function fieldRow(open: Region, name: string): Element | null | undefined {
  const [term] = open
    .queryAllByTitle(name, { exact: true })
    .filter((one: Element) => one.matches("dt"));
  return term?.parentElement;
}

/** Asserts that every field of the object has a label and a value. */
export function expectEveryField(open: Region, object: JsonObject): void {
  const names = Object.keys(object);
  expect(names.filter((name) => !fieldRow(open, name))).toEqual([]);
  expect(names.filter((name) => !isFilled(field(open, name)))).toEqual([]);
  for (const [name, value] of Object.entries(object)) {
    if (
      typeof value !== "string" ||
      value === "" ||
      !/^(?:pk|name|username|email|slug|client_id|uuid|identifier)$/.test(name)
    )
      continue;
    expect(field(open, name).textContent, name).toContain(value.slice(0, 1000));
  }
}

function isFilled(value: HTMLElement): boolean {
  return value.textContent.trim() !== "" || value.querySelector("img, svg") !== null;
}

/** The texts of the breadcrumbs. */
export function crumbs(open: Region): string[] {
  const path = within(open.getByRole("navigation", { name: "Breadcrumbs" }));
  return path.getAllByRole("listitem").map((item) => item.textContent);
}

/** The first link to an address; there may be several, by name and by id. */
export function linkTo(open: Region, address: string): HTMLElement {
  const link = open
    .getAllByRole("link")
    .find((one: Element) => one.getAttribute("href") === address);
  if (link === undefined) throw new Error(`no link to ${address}`);
  return link;
}

/** Expands everything that is collapsed, including what is nested in it. */
export async function unfoldAll(click: (element: Element) => Promise<void>): Promise<void> {
  const closed = () => [...document.querySelectorAll("main details:not([open]) > summary")];
  for (let depth = 0; depth < 10 && closed().length > 0; depth += 1) {
    for (const summary of closed()) await click(summary);
  }
  expect(closed()).toEqual([]);
}
