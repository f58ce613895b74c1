import type { Page } from "@playwright/test";
import axe from "axe-core";
import { expect } from "./fixtures.ts";

/** A desk, a small window, a phone, and a desk magnified four times. */
export const WIDTHS = [1440, 1024, 390, 320] as const;

/** Where the layout differs; the widths between have the same elements. */
const ENDS = [1440, 390] as const;

/** Themes differ in colours and in nothing else: one is held to every rule, the other to those of colours. */
const THEMES = [
  { colorScheme: "light", only: undefined },
  { colorScheme: "dark", only: ["color-contrast", "link-in-text-block"] },
] as const;

interface Look {
  widths?: readonly number[];
  /** Rules that cannot hold here. */
  except?: readonly string[];
  /** The parts of the page that are looked at and left out, as selectors; all of it when not given. */
  context?: { include: string[] } | { exclude: string[] };
}

/** Axe finds nothing: at each width, in each theme. The page stays as it is in between. */
export async function expectNoFindings(page: Page, look: Look = {}): Promise<void> {
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const width of look.widths ?? ENDS) {
    await page.setViewportSize({ width, height: 900 });
    for (const { colorScheme, only } of THEMES) {
      await page.emulateMedia({ colorScheme });
      const here = await findings(page, look, only);
      found.push(...here.map((one) => `${width} px, ${colorScheme}: ${one}`));
    }
  }
  expect(found).toEqual([]);
}

/** What axe finds, each with the element it is about. */
async function findings(
  page: Page,
  { except = [], context }: Look,
  only: readonly string[] | undefined,
): Promise<string[]> {
  return page.evaluate(
    async ([off, where, values]) => {
      const rules = Object.fromEntries(off.map((id) => [id, { enabled: false }]));
      // What fades in for a moment is not how it looks.
      const passing = document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
      await Promise.allSettled(passing.map(({ finished }) => finished));
      const { axe: inPage } = window as unknown as { axe: typeof axe };
      const { violations } = await inPage.run(where ?? document, {
        rules,
        resultTypes: ["violations"],
        ...(values && { runOnly: { type: "rule", values: [...values] } }),
      });
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html} ${failureSummary ?? ""}`),
      );
    },
    [except, context, only] as const,
  );
}
