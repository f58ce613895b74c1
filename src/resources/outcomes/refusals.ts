import { fetchConfigurationErrors } from "../../api/endpoints/events.ts";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import { readNewest } from "../../find/newest/read-newest.ts";
import { createdMs } from "../../outcome/facts-of-rows.ts";

/** Refused requests are rare: this many reach back far. */
const MOST_ERRORS = 1000;

/**
 * The requests that authentik refused for how a provider is set up, back to a time.
 *
 * @param until epoch milliseconds.
 * @returns with `isComplete`: they were read that far back.
 * @throws ApiError
 */
export async function readRefusals(
  until: number,
  signal: AbortSignal,
): Promise<{ rows: AuthentikEvent[]; isComplete: boolean }> {
  const { rows, from } = await readNewest(fetchConfigurationErrors, {
    filters: {},
    ordering: "-created",
    timeOf: createdMs,
    until,
    cap: MOST_ERRORS,
    size: 100,
    signal,
  });
  return {
    rows: rows.flatMap((row) => (row.readable ? [row.value] : [])),
    isComplete: from <= until,
  };
}
