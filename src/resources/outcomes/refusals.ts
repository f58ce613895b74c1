import { fetchConfigurationErrors } from "../../api/endpoints/events.ts";
import { readableRows } from "../../api/list-answer.ts";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import { readNewestEvents } from "../../outcome/read-events.ts";

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
  const read = await readNewestEvents(fetchConfigurationErrors, {
    filters: {},
    until,
    cap: MOST_ERRORS,
    signal,
  });
  return { rows: readableRows(read), isComplete: read.from <= until };
}
