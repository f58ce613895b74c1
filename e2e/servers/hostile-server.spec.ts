import type { Page } from "@playwright/test";
import { HOSTILE, MARKER, poisoned } from "../../src/testing/hostile-texts.ts";
import { seen } from "../../src/ui/text/invisible.ts";
import { rowLinks } from "../support/locators.ts";
import { expect, test as base } from "../support/fixtures.ts";
import { startGrantlens } from "../support/grantlens-process.ts";
import { startRecordedAuthentik } from "../support/recorded-authentik.ts";

const TOKEN = "recorded-token-0123456789";

interface Fixtures {
  /** Replaces every text in every response. */
  text: string;
}

/** The console in front of a malicious authentik. */
const test = base.extend<Fixtures>({
  text: ["", { option: true }],
  origin: async ({ text }, use) => {
    const upstream = await startRecordedAuthentik(TOKEN, 0, (body) => poisoned(body, text));
    const env = { AUTHENTIK_TOKEN: TOKEN };
    const grantlens = await startGrantlens(["--authentik", upstream.url], env);
    await use(grantlens.origin);
    await grantlens.stop();
    await upstream.stop();
  },
});

const at = (what: string) => HOSTILE[what] ?? "";

/** The page tests cover all of them, one by one; these are the ones a real browser may treat differently. */
const TEXTS = {
  // A URL works only at the beginning, markup anywhere.
  "a script URL, markup and hidden characters":
    at("a script URL") + at("markup") + at("hidden characters, together"),
  "20 kB of hidden characters": at("20 kB of hidden characters"),
};

for (const [what, text] of Object.entries(TEXTS)) {
  test.describe(what, () => {
    test.use({ text });

    test("is plain text wherever it is shown", async ({ page, ask, origin }) => {
      test.setTimeout(600_000);
      page.on("dialog", (dialog) => {
        throw new Error(`a dialog: ${dialog.message()}`);
      });
      const codes = (await ask("oauth2/authorization_codes/"))["results"];
      const connections = (await ask("sources/group_connections/oauth/"))["results"];
      const [code, connection] = [codes[0].pk, connections[0].pk];
      const addresses = [
        "/authorization-codes",
        `/authorization-codes/${code}`,
        `/authorization-codes/${code}/provider`,
        `/authorization-codes/${code}/user`,
        "/source-connections",
        `/source-connections/${connection}`,
        `/source-connections/${connection}/source`,
        `/source-connections/${connection}/group`,
      ];
      for (const address of addresses) {
        await page.goto(address);
        await expect(rowLinks(page).first()).toBeVisible();
        if (address.split("/").length > 2) {
          await page.getByText("Raw JSON", { exact: true }).click();
          await expect(page.getByRole("region", { name: "Raw JSON" })).toBeVisible();
        }
        await expectHarmless(page, origin);
      }

      await page.goto("/authorization-codes");
      await page.getByRole("combobox", { name: "User" }).click();
      const option = page.getByRole("option").first();
      await expect(option).toContainText(MARKER);
      await expectHarmless(page, origin);
      await option.click();
      await expect(page).toHaveURL(/user=\d+/);
      const box = page.getByRole("combobox", { name: "User" });
      await expect(box).toHaveValue(new RegExp(MARKER));
      expect(seen(await box.inputValue())).toBe(await box.inputValue());

      await page.goto("/authorization-codes?search=grafana");
      await expect(page.getByRole("region", { name: "Suggested filters" })).toContainText(MARKER);
      await expectHarmless(page, origin);
    });
  });
}

test.describe("a right-to-left name", () => {
  test.use({ text: "محمد (שירה)" });

  test("stays to the left of what comes after it", async ({ page }) => {
    await page.goto("/authorization-codes");
    // The username says the same, and is left out.
    const row = page.locator("tr[data-pk]").first();
    const name = row.getByRole("cell").nth(1).locator("bdi");
    await expect(name).toHaveText(["محمد (שירה)"]);
    const [user, provider] = [
      await name.boundingBox(),
      await row.getByRole("cell").nth(2).locator("bdi").boundingBox(),
    ];
    expect((user?.x ?? 0) + (user?.width ?? 0)).toBeLessThanOrEqual(provider?.x ?? 0);
  });
});

/** Expects that hostile text stays in its place: nothing runs, links elsewhere, hides or breaks the layout. */
async function expectHarmless(page: Page, origin: string): Promise<void> {
  const found = await page.evaluate(() => {
    const made = "main :is(script, iframe, object, embed, img:not([src^='data:image/']))";
    const texts: string[] = [];
    const loose: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.nodeValue ?? "";
      texts.push(text);
      const isApart = element?.closest("bdi, [dir=auto], .visually-hidden, pre, script");
      if (!isApart && text.includes("Pois0n")) loose.push(text.slice(0, 80));
    }
    const attributes = [...document.querySelectorAll("body *")].flatMap((element) =>
      [...element.attributes].filter(({ name }) => name !== "href").map(({ value }) => value),
    );
    const { scrollWidth, clientWidth } = document.documentElement;
    return {
      made: document.querySelectorAll(made).length,
      links: [...document.querySelectorAll("a")].map(({ href }) => href).filter((to) => to !== ""),
      texts: texts.join("\n"),
      attributes: attributes.join("\n"),
      loose,
      title: document.title,
      overflow: scrollWidth - clientWidth,
      rows: [...document.querySelectorAll("tbody tr")].map((row) => row.clientHeight),
    };
  });
  expect(found.made).toBe(0);
  expect(found.loose).toEqual([]);
  // The only other link target is the host of this authentik's own pages.
  const places = found.links.map((to) => new URL(to));
  for (const { protocol, hostname } of places) {
    expect(protocol).toBe("http:");
    expect(hostname).toMatch(/^(?:127\.0\.0\.1|localhost)$/);
  }
  expect(places.some((place) => place.origin === origin)).toBe(true);
  expect(found.texts.includes(MARKER)).toBe(true);
  expect(seen(found.texts) === found.texts).toBe(true);
  expect(seen(found.attributes) === found.attributes).toBe(true);
  expect(seen(found.title)).toBe(found.title);
  expect(found.overflow).toBeLessThanOrEqual(0);
  for (const height of found.rows) expect(height).toBeLessThan(60);
}
