import { accessTokensEndpoint } from "../../api/endpoints/tokens.ts";
import { readableRows } from "../../api/list-answer.ts";
import type { AuthorizationCode } from "../../api/wire/grant.ts";
import type { Fate, GoneEntry } from "../../list/live/live-rows.ts";
import { clientsOf, listedCodeOf, listedTokenOf } from "../../outcome/facts-of-rows.ts";
import { type GoneOutcome, outcomesOfGone } from "../../outcome/gone-codes.ts";

/** The most tokens that are read for the codes that went between two looks. */
const MOST_TOKENS = 20;

/**
 * What became of codes that went before their end, by key, from the newest access tokens: one request.
 *
 * @throws ApiError
 */
export async function fatesOfCodes(
  gone: readonly GoneEntry<AuthorizationCode>[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Fate>> {
  const clients = clientsOf(gone.flatMap(({ value }) => value.provider ?? []));
  const request = { ordering: "-pk", page_size: MOST_TOKENS, filters: {} };
  const page = await accessTokensEndpoint.fetchPage(request, signal);
  const outcomes = outcomesOfGone(
    gone.map(({ value, listedAt, missedAt }) => ({
      ...listedCodeOf(value, clients),
      scopes: value.scope,
      listedAt,
      missedAt,
    })),
    readableRows(page).map((token) => listedTokenOf("access", token, clients)),
  );
  return new Map(
    gone.flatMap(({ key, value }) => {
      const fate = fateOf(outcomes.get(value.pk) ?? null);
      return fate ? [[key, fate] as const] : [];
    }),
  );
}

function fateOf(outcome: GoneOutcome): Fate | undefined {
  if (outcome?.word !== "redeemed") return undefined;
  const { afterMs, isWholeSecond } = outcome;
  return {
    word: "Redeemed",
    detail: afterMs === null ? "" : `${secondsWords(afterMs, isWholeSecond)} after it was issued`,
    tone: "success",
  };
}

function secondsWords(ms: number, isRough: boolean): string {
  const seconds = ms / 1000;
  if (isRough) return `about ${Math.round(seconds)} s`;
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}
