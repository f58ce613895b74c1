import type { AuthentikEvent } from "../../api/wire/event.ts";
import type { Provider } from "../../api/wire/provider.ts";
import { durationMs } from "../../model/duration.ts";
import { createdMs } from "../../outcome/facts-of-rows.ts";
import type { Outcome } from "../../outcome/outcome.ts";
import { formatMoment } from "../../ui/text/format.ts";
import { WHY_UNKNOWN } from "./outcome-words.ts";

/** What an outcome is known from, and how surely, in a sentence or two. */
export function evidenceText(
  outcome: Outcome,
  event: AuthentikEvent,
  provider: Provider | null,
  now: number,
): string {
  switch (outcome.word) {
    case "redeemed":
      if (!outcome.sure) {
        return "A token of the same user, client, scopes and time; a renewal could have left the same. This client sends no nonce that would tell.";
      }
      if (outcome.at === null)
        return "Its access token is gone; a refresh token carries its nonce.";
      return event.context.request?.hasNonce
        ? "The token carries the nonce of this sign-in."
        : "The only token of the same user, client, scopes and time, where a renewal is not possible.";
    case "redeemed-again":
      return "Several access tokens carry its nonce: workers of the client share its codes, or a code was replayed. authentik revoked none of them.";
    case "waiting":
      return outcome.code
        ? "Its code is listed, so it has not been redeemed yet."
        : "It is seconds old: its code is not listed yet, or no longer.";
    case "not-redeemed":
      return outcome.sure
        ? "Its code is still listed after it expired. Redeeming would have deleted it."
        : `No code and no token of it is listed; a token would be${untilOf(event, provider, now)}. It was not redeemed, unless its token was revoked or deleted with its session.`;
    case "ended-early":
      return "Its code disappeared before it expired, and there is no token: the code was deleted, the session ended, or the user was deactivated. Or it was redeemed, and its token was revoked at once.";
    case "ambiguous":
      return `Codes or tokens fit it and ${outcome.others.length === 1 ? "another sign-in" : `${outcome.others.length} other sign-ins`} of the same user and client, moments apart. Which is whose cannot be told.`;
    case "no-code":
      return "It asked for no code: the implicit flow answers with tokens at once.";
    case "unknown":
      return WHY_UNKNOWN[outcome.why];
  }
}

/** Until when its access token would be listed. */
function untilOf(event: AuthentikEvent, provider: Provider | null, now: number): string {
  const at = createdMs(event);
  const validity = durationMs(provider?.access_token_validity ?? null);
  if (at === null || validity === null || at + validity < now) return "";
  return ` until ${formatMoment(at + validity, now)}`;
}
