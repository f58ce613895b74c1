import type { AuthentikEvent } from "../api/wire/event.ts";
import type { Provider } from "../api/wire/provider.ts";
import type { Birth, ClientValidities } from "./facts.ts";
import { EVENT_BEFORE_CODE_MS } from "./facts.ts";
import { createdMs } from "./facts-of-rows.ts";

/** A request that used a redirect URI which is not registered: authentik writes an event, and leaves the code. */
export interface RefusedUri {
  readonly event: AuthentikEvent;
  /** What the client sent; empty: none. */
  readonly sent: string;
  /** What was registered then; the one most like it first. */
  readonly registered: readonly string[];
}

/** What may have kept a client from redeeming a code, where authentik leaves no trace of it. */
export type Suspect =
  | "secret"
  | "verifier"
  | "redirect-uri"
  | "grant-type"
  | "too-late"
  | "never-came";

/** Why a code was not redeemed, as far as it can be told. */
export interface Cause {
  /** Refused requests of this provider within the code's life; of another sign-in at the same time, perhaps. */
  readonly refused: readonly RefusedUri[];
  /** What cannot be the cause, and what can: checks that remain, likeliest first. */
  readonly ruledOut: readonly Suspect[];
  readonly remaining: readonly Suspect[];
}

/**
 * Why a code was not redeemed. Of all that can fail at the token step, authentik writes an event only where the redirect
 * URI is not registered; a wrong secret and a wrong PKCE verifier, the usual causes, leave no trace.
 *
 * @param errors `configuration_error` events, of any provider.
 * @param isComplete they were read back to the birth.
 * @param provider with all fields; null where it may not be seen.
 */
export function causeOf(
  birth: Birth,
  hasChallenge: boolean,
  { client, provider }: { client: ClientValidities | undefined; provider: Provider | null },
  errors: readonly AuthentikEvent[],
  isComplete: boolean,
): Cause {
  const refused = refusedUris(birth, client, errors);
  const ruledOut: Suspect[] = [];
  const remaining: Suspect[] = [];
  const check = (suspect: Suspect, isPossible: boolean) =>
    (isPossible ? remaining : ruledOut).push(suspect);
  // A public client's secret plays no part.
  check("secret", provider?.client_type !== "public");
  check("verifier", hasChallenge);
  // An event was read for each refused address.
  check("redirect-uri", refused.length > 0 || !isComplete);
  remaining.push("too-late", "never-came");
  const grants = provider?.raw["grant_types"];
  // Since 2026.5 a provider lists the grants that it allows.
  if (Array.isArray(grants) && !grants.includes("authorization_code"))
    remaining.unshift("grant-type");
  else check("grant-type", !Array.isArray(grants));
  return { refused, ruledOut, remaining };
}

/** The refused requests of a birth's provider within its code's life; of another sign-in at the same time, perhaps. */
export function refusedUris(
  birth: Birth,
  client: ClientValidities | undefined,
  errors: readonly AuthentikEvent[],
): RefusedUri[] {
  const until = birth.at + (client?.codeMs ?? 0) + EVENT_BEFORE_CODE_MS;
  return errors.flatMap((event): RefusedUri[] => {
    const { context } = event;
    const at = createdMs(event);
    const isOfCode = at !== null && at >= birth.at && at <= until;
    if (!isOfCode || context.provider?.pk !== birth.provider || context.redirectUri === null) {
      return [];
    }
    const sent = context.redirectUri;
    return [{ event, sent, registered: byLikeness(sent, context.expected) }];
  });
}

function byLikeness(sent: string, registered: readonly string[]): string[] {
  const likeness = (uri: string) => {
    const { start, end } = differenceOf(sent, uri);
    return start.length + end.length;
  };
  return registered.toSorted((a, b) => likeness(b) - likeness(a));
}

/** How a text differs from another: what both begin with, its own part, and what both end with. */
export function differenceOf(
  text: string,
  other: string,
): { start: string; own: string; end: string } {
  const [one, two] = [[...text], [...other]];
  const most = Math.min(one.length, two.length);
  let from = 0;
  while (from < most && one[from] === two[from]) from += 1;
  let to = 0;
  while (to < most - from && one.at(-1 - to) === two.at(-1 - to)) to += 1;
  return {
    start: one.slice(0, from).join(""),
    own: one.slice(from, one.length - to).join(""),
    end: one.slice(one.length - to).join(""),
  };
}
