import type { QueryClient } from "@tanstack/react-query";
import {
  AUTHORIZATION_CODES,
  authorizationCodeQuery,
  fetchAuthorizationCodes,
} from "../../api/endpoints/authorization-codes.ts";
import { failureOf } from "../../api/failures.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import type { ListRequest } from "../../api/list-request.ts";
import { meQuery } from "../../api/endpoints/me.ts";
import { providersQuery } from "../../api/endpoints/providers.ts";
import { keys } from "../../api/keys.ts";
import { serverNow } from "../../api/server-clock.ts";
import { usersQuery } from "../../api/endpoints/users.ts";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import type { Row } from "../../api/wire/page.ts";
import type { ExpiryRange } from "../../find/fetch-page.ts";
import { readRange } from "../../find/expiry/read-range.ts";
import { codeStatuses, codeTexts } from "../../find/text/match.ts";
import { isWithin } from "../../find/expiry/range-extent.ts";
import {
  CODE_FIELDS,
  isPlainWord,
  parseSearch,
  type SearchTerm,
} from "../../find/text/parse-search.ts";
import { crawl } from "../../find/crawl/crawl.ts";
import { EXPIRING_MS } from "../../model/expiry.ts";
import type { ReadContext } from "../../list/browser/read-rows.ts";
import { scan } from "../../list/browser/scan.ts";
import { loadedOf, nothingFound } from "../../list/browser/scan-answer.ts";
import { excludedIds, type Exclusions } from "../../list/state/exclusions.ts";
import { expiryRange, splitFilters } from "../../expiring/expiry-filter.ts";
import { serverTime } from "../../expiring/server-time.ts";

type Answer = ListAnswer<AuthorizationCode>;
type Filters = ListRequest["filters"];

/** A code costs the server 12 ms: so many are read through in about as many hundredths of a second. */
const BOUND = 2000;

/**
 * All codes that match a search and are not left out, found by the program: narrowed on the server where that is exact,
 * and read through.
 *
 * @param params with `scan`: the server's own search is not used.
 * @throws ApiError
 */
export async function scanCodes(context: ReadContext, params: ListRequest): Promise<Answer> {
  const { client, signal } = context;
  const { terms } = parseSearch(params.search ?? "", CODE_FIELDS);
  if (terms.length === 0 && params.search) {
    return nothingFound("Nothing of this can be searched for.");
  }
  const { server, expiry, without } = splitFilters(withStatus(params.filters, terms));
  const now = expiry === null ? serverNow() : await serverTime(server, signal);
  const within = Number(params.filters["within"] ?? 0) * 1000 || EXPIRING_MS;
  const range = expiry === null ? undefined : expiryRange(expiry, now);
  if (range === null) return nothingFound("The range of times is empty.");

  const words = params.scan ? [] : terms.filter(isPlainWord);
  const rest = terms.filter((term) => !words.includes(term));
  const filters = await narrowed(client, server, terms);
  signal.throwIfAborted();
  const search = words.map((term) => term.text).join(" ");
  const fetch = (page: ListRequest, given?: AbortSignal) =>
    fetchAuthorizationCodes(search === "" ? page : { ...page, search }, given);
  // With no others of the server's words: then one request tells.
  const [id] = words.length > 0 ? [] : terms.filter((term) => term.field === "id");
  return scan(context, {
    rowsKey: keys.readRows(AUTHORIZATION_CODES.name, "scan", filters, expiry, search, id?.text),
    bound: BOUND,
    terms: rest,
    textsOf: (code) => ({ texts: codeTexts(code), statuses: codeStatuses(code, now, within) }),
    keeps: without === null ? undefined : keepsWithout(without),
    async read(options) {
      if (id) return loadedOf(await oneCode(context, Number(id.text), filters, range));
      return range === undefined
        ? crawl(fetch, filters, options)
        : readRange(fetch, filters, range, options);
    },
  });
}

/** Whether a code is none of what is left out. One whose provider or user could not be read is kept. */
function keepsWithout({ exclude_provider, exclude_user }: Exclusions) {
  const providers = new Set(excludedIds(exclude_provider));
  const users = new Set(excludedIds(exclude_user));
  return ({ provider, user }: AuthorizationCode): boolean =>
    !providers.has(String(provider?.pk)) && !users.has(String(user?.pk));
}

/** A status that is searched for is the filter of the same name, where that is free. */
function withStatus(filters: Filters, terms: readonly SearchTerm[]): Filters {
  const status = terms.find((term) => term.field === "status")?.text;
  return status === undefined || filters["status"] !== undefined ? filters : { ...filters, status };
}

/**
 * The server's filters with the one user and the one provider that `user:` and `provider:` can mean. Only for
 * superusers: whoever is not shown all users cannot know that there is but one.
 */
async function narrowed(
  client: QueryClient,
  filters: Filters,
  terms: readonly SearchTerm[],
): Promise<Filters> {
  const only = async (field: "user" | "provider"): Promise<Filters> => {
    const term = terms.find((one) => one.field === field);
    if (term === undefined || filters[field] !== undefined) return {};
    const lookUp = { search: term.text };
    const found: { items: { pk: number }[]; more: boolean } =
      field === "user"
        ? await client.query(usersQuery(lookUp))
        : await client.query(providersQuery(lookUp));
    const [one, ...others] = found.items;
    return one && others.length === 0 && !found.more ? { [field]: String(one.pk) } : {};
  };
  if (!terms.some(({ field }) => field === "user" || field === "provider")) return filters;
  try {
    const me = await client.query(meQuery());
    if (!me.user.is_superuser) return filters;
    const [user, provider] = await Promise.all([only("user"), only("provider")]);
    return { ...filters, ...user, ...provider };
  } catch {
    // Names cannot be looked up: then all is read through.
    return filters;
  }
}

/** The code of this number under the filters, asked for by itself. */
async function oneCode(
  { client, signal }: ReadContext,
  pk: number,
  filters: Filters,
  range: ExpiryRange | undefined,
): Promise<Row<AuthorizationCode>[]> {
  try {
    const { value, problems } = await client.query(authorizationCodeQuery(pk));
    signal.throwIfAborted();
    const { provider, user } = filters;
    const row: Row<AuthorizationCode> = { readable: true, value, problems, raw: value.raw };
    const is =
      (provider === undefined || provider === String(value.provider?.pk)) &&
      (user === undefined || user === String(value.user?.pk)) &&
      (range === undefined || isWithin(range, row));
    return is ? [row] : [];
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === "not-found" && !failure.unconfirmed) return [];
    throw error;
  }
}
