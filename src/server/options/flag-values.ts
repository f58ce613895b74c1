import { type Fault, faultOf, FaultProblem } from "../../sandbox/faults/fault-spec.ts";

/** An invalid command line; the message is one line. */
export class UsageError extends Error {}

export function whole(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new UsageError(`--${flag} ${text}: a whole number from ${least} to ${most} is required`);
  }
  return value;
}

export function oneOf<T extends string>(flag: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((one) => one === text);
  if (choice === undefined) {
    throw new UsageError(`--${flag} ${text}: ${choices.join(" or ")} is required`);
  }
  return choice;
}

export function fault(spec: string): Fault {
  try {
    return faultOf(spec);
  } catch (error) {
    if (error instanceof FaultProblem) throw new UsageError(`--fail ${error.message}`);
    throw error;
  }
}

/** A date, optionally with a time; UTC unless it has another zone. */
const TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+-]\d{2}:\d{2})?)?$/i;

export function timeOf(text: string): number {
  const [, day = "", clock = "00:00", zone = "Z"] = TIME.exec(text) ?? [];
  const value = Date.parse(`${day}T${clock}${zone.toUpperCase()}`);
  // Date.parse takes 31 February for 3 March.
  const midnight = Date.parse(`${day}T00:00Z`);
  if (Number.isNaN(value) || new Date(midnight).toISOString().slice(0, 10) !== day) {
    throw new UsageError(`--at ${text}: a time such as 2026-11-22T12:00:00Z is required`);
  }
  return value;
}

/**
 * An address of a server, without credentials, query or fragment.
 *
 * @param example a right one, for the message.
 * @throws UsageError
 */
export function httpUrl(flag: string, text: string, example: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new UsageError(`--${flag} ${text}: an address such as ${example} is required`);
  }
  // Without the text: it may hold a password.
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new UsageError(`--${flag}: give only scheme, host, port and path`);
  }
  return url;
}

export function baseUrl(text: string): string {
  const url = httpUrl("authentik", text, "https://sso.example.com");
  const path = url.pathname.replace(/\/+$/, "");
  if (path.endsWith("/api/v3")) {
    throw new UsageError(`--authentik ${text}: the address must not include /api/v3`);
  }
  return `${url.origin}${path}`;
}
