import { failureOf } from "../../api/failures.ts";
import { allGroupsQuery } from "../../api/endpoints/groups.ts";
import type { ListAnswer, Selection } from "../../api/list-answer.ts";
import type { ListRequest } from "../../api/list-request.ts";
import { keys } from "../../api/keys.ts";
import {
  fetchSourceConnections,
  SOURCE_CONNECTIONS,
} from "../../api/endpoints/group-connections.ts";
import { allSourcesQuery } from "../../api/endpoints/sources.ts";
import type { SourceConnection } from "../../api/wire/group-connection.ts";
import { normalise } from "../../find/text/normalise.ts";
import { connectionTexts } from "../../find/text/match.ts";
import {
  CONNECTION_FIELDS,
  isPlainWord,
  parseSearch,
  type SearchTerm,
} from "../../find/text/parse-search.ts";
import { crawl } from "../../find/crawl/crawl.ts";
import { excludedIds, type Exclusions, splitExclusions } from "../../list/state/exclusions.ts";
import type { ReadContext } from "../../list/browser/read-rows.ts";
import { scan } from "../../list/browser/scan.ts";
import { nothingFound } from "../../list/browser/scan-answer.ts";

/** They cost the server 40 ms, however many come at once. */
const BOUND = 5000;

type Named = { pk: string; name: string; slug?: string };

/**
 * All connections that match a search and are not left out, found by the program: narrowed on the server where that is
 * exact, and read through with the names behind their ids.
 *
 * @param params with `scan`: the server's own search is not used.
 * @throws ApiError
 */
export async function scanConnections(
  context: ReadContext,
  params: ListRequest,
): Promise<ListAnswer<SourceConnection>> {
  const { client, signal } = context;
  const { terms } = parseSearch(params.search ?? "", CONNECTION_FIELDS);
  if (terms.length === 0 && params.search) {
    return nothingFound("Nothing of this can be searched for.");
  }
  const words = params.scan ? [] : terms.filter(isPlainWord);
  const rest = terms.filter((term) => !words.includes(term));
  const { kept, without } = splitExclusions(params.filters);
  // Where there is nothing to be found by name, nothing waits for the names.
  const [sources, groups] =
    rest.length === 0
      ? [NO_NAMES, NO_NAMES]
      : await Promise.all([
          named(client.query(allSourcesQuery())),
          named(client.query(allGroupsQuery())),
        ]);
  signal.throwIfAborted();
  const filters = {
    ...only(rest, "source", "source__slug", sources, (source) => source.slug),
    ...only(rest, "group", "group", groups, (group) => group.pk),
    ...kept,
  };
  const search = words.map((term) => term.text).join(" ");
  const names = {
    sources: new Map(sources.items.map((one) => [one.pk, one])),
    groups: new Map(groups.items.map((one) => [one.pk, one])),
  };
  return scan(context, {
    rowsKey: keys.readRows(SOURCE_CONNECTIONS.name, "scan", filters, search),
    bound: BOUND,
    terms: rest,
    keeps: without === null ? undefined : keepsWithout(without),
    textsOf: (connection) => ({ texts: connectionTexts(connection, names) }),
    read: (options) =>
      crawl(
        (page, given) => fetchSourceConnections(search === "" ? page : { ...page, search }, given),
        filters,
        options,
      ),
    note: noteOf(rest, sources, groups),
  });
}

/** Whether a connection is none of what is left out. One whose source or group could not be read is kept. */
function keepsWithout({ exclude_source, exclude_group }: Exclusions) {
  const sources = new Set(excludedIds(exclude_source));
  const groups = new Set(excludedIds(exclude_group));
  return ({ source, group }: SourceConnection): boolean =>
    !sources.has(source) && !groups.has(group);
}

interface Names<T> {
  items: readonly T[];
  /** Why these are not all. */
  lacking: "none" | "more" | "failed";
}

const NO_NAMES: Names<never> = { items: [], lacking: "none" };

async function named<T>(lookUp: Promise<Selection<T>>): Promise<Names<T>> {
  try {
    const { items, more } = await lookUp;
    return { items, lacking: more ? "more" : "none" };
  } catch (error) {
    const { kind } = failureOf(error);
    if (kind === "signed-out" || kind === "token-refused") throw error;
    return { items: [], lacking: "failed" };
  }
}

/** The one source or group that a term can mean, as the server's filter; only where all of them are known. */
function only<T extends Named>(
  terms: readonly SearchTerm[],
  field: string,
  param: string,
  { items, lacking }: Names<T>,
  valueOf: (item: T) => string,
): Record<string, string> {
  const term = terms.find((one) => one.field === field);
  if (term === undefined || lacking !== "none") return {};
  const wanted = normalise(term.text);
  const [one, ...others] = items.filter(({ name, slug = "" }) =>
    [name, slug].some((text) => normalise(text).includes(wanted)),
  );
  return one && others.length === 0 ? { [param]: valueOf(one) } : {};
}

/** What of the names could not be searched. */
function noteOf(
  terms: readonly SearchTerm[],
  sources: Names<Named>,
  groups: Names<Named>,
): string | undefined {
  const notes = [
    ["source", "sources", sources.lacking] as const,
    ["group", "groups", groups.lacking] as const,
  ].flatMap(([field, plural, lacking]) => {
    if (lacking === "none" || !terms.some((term) => term.field === null || term.field === field)) {
      return [];
    }
    return lacking === "more"
      ? `Of the ${plural}, only the first 500 names were searched.`
      : `The names of ${plural} could not be looked up and were not searched.`;
  });
  return notes.length > 0 ? notes.join(" ") : undefined;
}
