import { isConsolePage } from "../static-files.ts";

/** It travels in a cookie, and servers bound the head of a request: 8 kB, or 16. */
const LONGEST = 1200;

/**
 * The address within this console that somebody wanted before signing in, unchanged; "/" for anything that is not one
 * of its pages.
 */
export function returnPath(wanted: string | undefined): string {
  if (wanted === undefined || wanted.length > LONGEST) return "/";
  // A backslash counts as a slash in addresses, and control characters are left out of them.
  if (!/^\/(?!\/)[^\\\p{C}\s]*$/u.test(wanted)) return "/";
  const { origin, pathname, search, hash } = new URL(wanted, "http://console.invalid");
  if (origin !== "http://console.invalid" || !isConsolePage(pathname)) return "/";
  return `${pathname}${search}${hash}`;
}
