import type { Page, Request } from "@playwright/test";
import { keys, rowLinks } from "../support/locators.ts";
import { expect, STILL, test } from "../support/fixtures.ts";

// As many as on a busy server, whose rows take their time: counts and timeline ask for some twenty single rows.
test.use({ flags: [...STILL, "--rows", "5000", "--latency", "real"], timeline: "auto" });

const LIST = "/api/v3/oauth2/authorization_codes/";

/** Single rows that are asked for at once, each a few hundredths of a second of the server's. */
const MOST_PROBES = 8;

interface Traffic {
  /** The list requests under way. */
  open: Set<Request>;
  /** How many were ever under way at once. */
  most(): number;
  /** What was under way when a request was sent, and what was sent before its end. */
  around: Map<Request, { before: number; during: number }>;
}

function follow(page: Page): Traffic {
  const open = new Set<Request>();
  const around: Traffic["around"] = new Map();
  let most = 0;
  page.on("request", (request) => {
    if (new URL(request.url()).pathname !== LIST) return;
    for (const one of open) around.get(one)!.during += 1;
    around.set(request, { before: open.size, during: 0 });
    open.add(request);
    most = Math.max(most, open.size);
  });
  const ended = (request: Request) => void open.delete(request);
  page.on("requestfinished", ended);
  page.on("requestfailed", ended);
  return { open, around, most: () => most };
}

test("a sort while counts are worked out waits for the probes under way at most: none is sent before its answer", async ({
  page,
  ask,
}) => {
  const traffic = follow(page);
  await page.goto("/authorization-codes");
  await expect(rowLinks(page)).toHaveCount(20);
  // Probes are under way.
  await expect.poll(() => traffic.around.size).toBeGreaterThan(3);
  const sorted = page.waitForRequest(
    (request) => new URL(request.url()).searchParams.get("ordering") === "provider,pk",
  );
  await page
    .getByRole("columnheader", { name: /^Provider/ })
    .getByRole("button")
    .click();
  const request = await sorted;
  const { results } = await ask("oauth2/authorization_codes/?ordering=provider,pk");
  const pks = (results as { pk: number }[]).map(({ pk }) => pk);
  await expect.poll(() => keys(page)).toEqual(pks);
  const { before, during } = traffic.around.get(request)!;
  expect(before).toBeLessThanOrEqual(MOST_PROBES);
  expect(during).toBe(0);
  // What was put off is worked out afterwards.
  await expect(page.getByRole("navigation", { name: "Codes by expiry time" })).toContainText(
    "5,000 codes",
  );
  await expect.poll(() => traffic.open.size).toBe(0);
  expect(traffic.most()).toBeLessThanOrEqual(MOST_PROBES + 1);
});
