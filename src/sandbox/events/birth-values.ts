import type { CodeBirth } from "../codes/births.ts";
import { chanceAt, createRandom } from "../world/random.ts";
import type { ClientManners } from "./client-manners.ts";

/** What a client made up for one request, and what the server named it. */
export interface BirthValues {
  /** Starts with `CANARY-`, like `state`: neither may reach the page. null if the client sends none. */
  readonly nonce: string | null;
  readonly state: string;
  /** null if the client does not use PKCE for it. */
  readonly challenge: string | null;
  /** 32 hex digits, as in the header of the answer. */
  readonly requestId: string;
}

const QUESTION = { lead: 71, leadSize: 72, challenge: 73 } as const;

/** By seed and index only, so that an event and a token of one birth agree. */
export function birthValues(seed: number, index: number, client: ClientManners): BirthValues {
  const random = createRandom(seed, `birth ${index}`);
  const nonce = random.token(24);
  const state = random.token(24);
  const challenge = random.token(43);
  const { sendsNonce, challenge: habit } = client;
  const isSent =
    habit === "always" ||
    (habit === "sometimes" && chanceAt(seed, index, QUESTION.challenge) < 0.5);
  return {
    nonce: sendsNonce ? `CANARY-nonce-${nonce}` : null,
    state: `CANARY-state-${state}`,
    challenge: isSent ? challenge : null,
    requestId: random.hex(32),
  };
}

/** How often `created` changes, in milliseconds: small enough to look like microseconds, large enough to sort by. */
export const CREATED_STEP = 1 / 125;

/** The longest time from an event to its code, in milliseconds. */
export const LONGEST_LEAD = 6000;

/** When the event of a birth was written, shortly before the code: epoch milliseconds, in whole steps. */
export function eventAt(seed: number, { index, minted }: CodeBirth): number {
  const size = chanceAt(seed, index, QUESTION.leadSize);
  const share = chanceAt(seed, index, QUESTION.lead);
  // Mostly a tenth to half a second; on a busy server up to six.
  const lead = size < 0.05 ? 50 + 50 * share : size < 0.95 ? 100 + 400 * share : 500 + 5499 * share;
  return Math.floor((minted - lead) / CREATED_STEP) * CREATED_STEP;
}
