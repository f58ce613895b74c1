import { keys } from "../../api/keys.ts";
import type { QueryClient } from "@tanstack/react-query";
import { oauth2ProvidersQuery } from "../../api/endpoints/oauth2-providers.ts";
import { isServerClockKnown, serverNow } from "../../api/server-clock.ts";
import { meQuery } from "../../api/endpoints/me.ts";
import { type ListAnswer, readableRows } from "../../api/list-answer.ts";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import type { NewestRows } from "../../find/newest/read-newest.ts";
import { withoutPages } from "../../find/newest/skip-newer.ts";
import { isPlainWord, parseSearch, printSearch } from "../../find/text/parse-search.ts";
import type { ReadContext } from "../../list/browser/read-rows.ts";
import { nothingFound } from "../../list/browser/scan-answer.ts";
import { readThrough } from "../../list/browser/read-through.ts";
import type { Span } from "../../list/brush/brush-scale.ts";
import type { ListQuestion, Resource } from "../../list/resource.ts";
import { newerEventPages, readNewestEvents } from "../../outcome/read-events.ts";
import { refusedUris } from "../../outcome/cause.ts";
import { birthOf, clientsOf, createdMs } from "../../outcome/facts-of-rows.ts";
import type { OutcomeWord } from "../../outcome/outcome.ts";
import { type KnownRows, readOutcomes } from "../../outcome/read-evidence.ts";
import { readUnder } from "./read-under.ts";
import { isTimeTerm, REFUSED_URI, spanOfTerms } from "./term-values.ts";
import { fetchersOf, keepRows } from "../outcomes/outcomes-query.ts";
import { readRefusals } from "../outcomes/refusals.ts";

/** Sign-ins whose outcome is read at first, and each time that is resumed: some 5 s of codes and tokens. */
const OUTCOME_BOUND = 300;

/** Events, the newest first, without those of the first pages. */
interface ReadEvents extends NewestRows<AuthentikEvent> {
  /** Pages of newer events that were not read. */
  readonly skipped: number;
}

/** The outcomes of the rows that were searched by it. */
const outcomeOf = new WeakMap<AuthentikEvent, OutcomeWord>();
/** Those of which a request was refused. */
const refused = new WeakSet<AuthentikEvent>();

function isWithin({ from, to }: Span, time: number | null): boolean {
  return time !== null && time >= from && time < to;
}

/** Pages reach beyond a range of time on both sides: what is not in it was not searched, and is not counted. */
function onlyWithin(span: Span, read: ReadEvents): ReadEvents {
  const rows = read.rows.filter((row) => !row.readable || isWithin(span, createdMs(row.value)));
  return { ...read, rows, read: rows.length, count: rows.length };
}

function isOpen(event: AuthentikEvent): boolean {
  const word = outcomeOf.get(event);
  return word === undefined || word === "waiting";
}

/**
 * `readThrough` as for any list, but from the newest event back: there are often hundreds of thousands. A search by
 * outcome reads, for each batch of events, the codes and tokens that tell it.
 *
 * @throws ApiError
 */
export async function readThroughSignIns(
  resource: Resource<AuthentikEvent>,
  context: ReadContext,
  question: ListQuestion,
): Promise<ListAnswer<AuthentikEvent>> {
  const { terms } = parseSearch(question.search, resource.searchFields);
  const isByOutcome = terms.some(({ field }) => field === "outcome");
  const isByCause = terms.some(({ field }) => field === "cause");
  const times = terms.filter(isTimeTerm);
  // By authentik's clock, which its first answer tells.
  if (times.length > 0 && !isServerClockKnown()) await context.client.query(meQuery());
  const now = serverNow();
  const span = spanOfTerms(terms, now);
  if (span.from >= span.to) {
    const how = span.from > span.to ? "before" : "where";
    return nothingFound(`The range ends ${how} it begins: change since: or until:.`);
  }
  const isContiguous = question.scan || !terms.some(isPlainWord);
  return readThrough(resource, context, question, {
    // Rows that were read for one question are not all that another one needs.
    ...((isByOutcome || isByCause || times.length > 0) && {
      key: [isByOutcome, isByCause, printSearch(times)],
    }),
    ...(isByOutcome && { bound: OUTCOME_BOUND }),
    note: times.length > 0 ? "Sign-ins outside this time were not searched." : undefined,
    statesOf: (event) => [
      `outcome:${outcomeOf.get(event) ?? "unknown"}`,
      ...(refused.has(event) ? [`cause:${REFUSED_URI}`] : []),
      ...times
        .filter((term) => isWithin(spanOfTerms([{ ...term, not: false }], now), createdMs(event)))
        .map(({ field, text }) => `${field}:${text}`),
    ],
    async read(fetchPage, filters, { cap, signal, onProgress, resume }) {
      const known = resume as ReadEvents | undefined;
      const newer = { filters, before: span.to, signal };
      const skipped = known?.skipped ?? (await newerEventPages(fetchPage, newer));
      const all = await readNewestEvents(withoutPages(fetchPage, skipped), {
        filters,
        until: span.from,
        cap,
        known,
        signal,
        // Matches by outcome or cause are known at the end only.
        ...(!isByOutcome &&
          !isByCause && {
            onProgress: (part) => onProgress({ ...part, skipped } as ReadEvents),
          }),
      });
      const read: ReadEvents = { ...all, skipped };
      const isWhole = times.length > 0 && all.from <= span.from;
      const searched = isWhole ? onlyWithin(span, read) : read;
      if (isByCause) await noteRefused(read, context.client, signal);
      if (!isByOutcome) return searched;
      const { user } = await context.client.query(meQuery());
      // Those of which more may have become since, and those of which nothing was read.
      const events = readableRows(read).filter(isOpen);
      const rowsKey = keys.outcomeRows(filters);
      const { byId, known: rows } = await readOutcomes(fetchersOf(context.client), {
        events,
        eventFilters: filters,
        seesAll: user.is_superuser,
        now: serverNow(),
        // Words that authentik searched for leave gaps between the events; without the newest, more would be missed.
        known: {
          ...context.client.getQueryData<KnownRows>(rowsKey),
          ...(isContiguous && skipped === 0 && { signIns: read }),
        },
        cap: 2 * cap,
        signal,
      });
      // For the cells of the rows that are shown.
      keepRows(context.client, filters, rows);
      for (const event of events) {
        outcomeOf.set(event, byId.get(event.pk)?.word ?? "unknown");
        readUnder.set(event, filters);
      }
      return searched;
    },
  });
}

/** Reads the refused requests back to the oldest of these sign-ins, and notes whose they are. */
async function noteRefused(
  read: NewestRows<AuthentikEvent>,
  client: QueryClient,
  signal: AbortSignal,
): Promise<void> {
  const events = readableRows(read);
  const clients = clientsOf((await client.query(oauth2ProvidersQuery())).items);
  const oldest = Math.min(...events.map((event) => createdMs(event) ?? Infinity));
  const refusals = await readRefusals(oldest, signal);
  for (const event of events) {
    const birth = birthOf(event, clients);
    if (birth === null) continue;
    const validities = clients.byProvider.get(birth.provider ?? -1);
    if (refusedUris(birth, validities, refusals.rows).length > 0) refused.add(event);
  }
}
