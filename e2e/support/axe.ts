import type { Page } from "@playwright/test";
import axe from "axe-core";
import { expect } from "./fixtures.ts";

/** The widths where the layout differs; those in between have the same elements. */
const ENDS = [1440, 390] as const;

/** Rules that are off by default: this one is new in WCAG 2.2, and asks for targets of at least 24 by 24 px. */
const ALSO = ["target-size"];

/** The themes differ only in colours: one is held to every rule, the other to the colour rules. */
const THEMES = [
  { colorScheme: "light", only: undefined },
  { colorScheme: "dark", only: ["color-contrast", "link-in-text-block"] },
] as const;

interface Look {
  widths?: readonly number[];
  /** Rules that do not apply here. */
  except?: readonly string[];
  /** Selectors of the parts to check or to leave out; the whole page by default. */
  context?: { include: string[] } | { exclude: string[] };
}

/** Expects no axe findings at each width in each theme. The page is not reloaded in between. */
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

/** Axe violations, each with its element. */
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
      // Colours during a fade-in are not the final ones.
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
