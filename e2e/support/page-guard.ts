import type { BrowserContext, Page, Request } from "@playwright/test";

/** Prefix of every planted secret, in the sandbox and in the recorded authentik. */
export const CANARY = "CANARY-";

/** The browser's own line for a failed request; pages cannot suppress it. */
const OWN_LINE = /^Failed to load resource: /;

export interface PageGuard {
  /**
   * What went wrong in the test that is ending, and what its pages hold that they must not.
   *
   * Parks the shared page at a URL without scripts, closes the others and clears what they stored.
   */
  endTest(page: Page): Promise<string[]>;
}

/**
 * Watches all pages of a context for what must never happen in a journey: console errors and warnings (the browser
 * reports CSP violations there too), uncaught errors, requests to any other origin, and planted secrets in responses,
 * DOM, storage, URL or console.
 *
 * @param origin of the console under test.
 */
export async function guardPages(context: BrowserContext, origin: string): Promise<PageGuard> {
  const resting = `${origin}/config.json`;
  let faults: string[] = [];
  let reading: Promise<void>[] = [];
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI}`);
    });
  });

  context.on("console", (message) => {
    const text = message.text();
    if (text.includes(CANARY)) faults.push(`secret in the console: ${text}`);
    const isFault = message.type() === "error" || message.type() === "warning";
    if (isFault && !OWN_LINE.test(text)) faults.push(`console ${message.type()}: ${text}`);
  });
  context.on("weberror", (error) => faults.push(`uncaught: ${error.error().message}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    const isLocal = url.protocol === "data:" || url.protocol === "blob:" || url.origin === origin;
    if (!isLocal) faults.push(`request to ${url.origin}`);
    if (request.url().includes(CANARY)) faults.push(`secret in a request: ${request.url()}`);
  });
  // Only once the response is complete: one that never ends would be awaited forever.
  context.on("requestfinished", (request) => {
    // Build assets are static: secrets are planted in API responses.
    if (new URL(request.url()).pathname.startsWith("/assets/")) return;
    // A response whose page is gone has no text.
    const look = lookInto(request).catch(() => false);
    reading.push(
      look.then((isFound) => {
        if (isFound) faults.push(`secret in the answer to ${request.url()}`);
      }),
    );
  });

  return {
    async endTest(page) {
      const held = await Promise.all(context.pages().map(heldBy));
      await Promise.all(reading);
      page.removeAllListeners();
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await page.mouse.move(0, 0);
      // Of the same origin: a blank page would end the renderer process and lose the compiled scripts.
      await page.goto(resting);
      const others = context.pages().filter((one) => one !== page);
      await Promise.all(others.map((other) => other.close()));
      await Promise.all([context.clearCookies(), context.clearPermissions()]);
      const found = [...faults, ...held.flat()];
      faults = [];
      reading = [];
      return found;
    },
  };
}

/**
 * What a sign-in's request carried once, and its tokens repeat: they are needed to match them, and removed where they
 * enter the page.
 */
const MATCHED = /CANARY-(?:nonce|state)-/g;

/** Whether an answer has a secret that should not have come so far. */
export function hasSecret(answer: string): boolean {
  return answer.replaceAll(MATCHED, "").includes(CANARY);
}

async function lookInto(request: Request): Promise<boolean> {
  const response = await request.response();
  return response !== null && hasSecret(await response.text());
}

/** The places in a page that hold a secret. Clears the page's storage. */
async function heldBy(page: Page): Promise<string[]> {
  if (page.isClosed() || page.url() === "about:blank") return [];
  const places = await page.evaluate((secret) => {
    const held = {
      address: location.href,
      DOM: document.documentElement.outerHTML,
      fields: [...document.querySelectorAll("input")].map(({ value }) => value).join(),
      "local storage": JSON.stringify(localStorage),
      "session storage": JSON.stringify(sessionStorage),
      history: JSON.stringify(history.state),
      cookies: document.cookie,
    };
    localStorage.clear();
    sessionStorage.clear();
    return Object.entries(held)
      .filter(([, text]) => text?.includes(secret))
      .map(([place]) => place);
  }, CANARY);
  return places.map((place) => `secret in ${place} of ${page.url()}`);
}
