import type { Page } from "@playwright/test";
import axe from "axe-core";
import { expect } from "./fixtures.ts";

/** Where the layout differs; the widths between have the same elements. */
const ENDS = [1440, 390] as const;

/** Rules that are off by default: this one is new with WCAG 2.2, and what is to be hit must be 24 px wide and high. */
const ALSO = ["target-size"];

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
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
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
    async ([off, also, where, values]) => {
      const rules = Object.fromEntries([
        ...also.map((id) => [id, { enabled: true }] as const),
        ...off.map((id) => [id, { enabled: false }] as const),
      ]);
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
        nodes.map(({ html, failureSummary = "" }) =>
          [id, help, html.slice(0, 200), failureSummary.replace(/^Fix .*\n/, "")].join(": "),
        ),
      );
    },
    [except, ALSO, context, only] as const,
  );
}
