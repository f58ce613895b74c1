import { setTimeout } from "node:timers/promises";
import type { BrowserContext, Page } from "@playwright/test";

/** How every planted secret begins, in the sandbox and in the recorded authentik. */
export const CANARY = "CANARY-";

/** The browser's own line for a refused request; pages cannot keep it from being written. */
const OWN_LINE = /^Failed to load resource: /;

const READING_MS = 2000;

export interface Guard {
  /** What went wrong so far and what the pages hold that they must not. */
  faults(): Promise<string[]>;
}

/**
 * Watches all pages of a context for what no journey may ever see: errors and warnings in the console (the browser
 * reports violations of the Content-Security-Policy there too), uncaught errors, requests to any other origin, and
 * planted secrets in answers, DOM, storage, address or console.
 *
 * @param origin of the console under test.
 */
export async function guard(context: BrowserContext, origin: string): Promise<Guard> {
  const faults: string[] = [];
  const reading: Promise<void>[] = [];
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
  context.on("response", (response) => {
    // The build's own files are the same for all: secrets are planted in what is answered to questions.
    if (new URL(response.url()).pathname.startsWith("/assets/")) return;
    const look = async () => {
      const text = await response.text();
      if (text.includes(CANARY)) faults.push(`secret in the answer to ${response.url()}`);
    };
    // A request that was given up, or whose page has gone, has no text.
    reading.push(look().catch(() => {}));
  });

  return {
    async faults() {
      const held = await Promise.all(context.pages().map(heldBy));
      // A body that nobody reads never ends.
      await Promise.race([Promise.all(reading), setTimeout(READING_MS)]);
      return [...faults, ...held.flat()];
    },
  };
}

/** What a page keeps that a secret could hide in. */
async function heldBy(page: Page): Promise<string[]> {
  if (page.isClosed() || page.url() === "about:blank") return [];
  const places = await page.evaluate(() => ({
    address: location.href,
    DOM: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll("input")].map(({ value }) => value).join(),
    "local storage": JSON.stringify(localStorage),
    "session storage": JSON.stringify(sessionStorage),
    history: JSON.stringify(history.state),
    cookies: document.cookie,
  }));
  return Object.entries(places)
    .filter(([, text]) => text?.includes(CANARY))
    .map(([place]) => `secret in ${place} of ${page.url()}`);
}
