import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { ResourceName } from "../../../paths.ts";
import {
  type Endpoint,
  firstMissed,
  getObject,
  getPage,
  listRequest,
  numberOf,
} from "../../endpoint.ts";
import { ApiError, failureOf } from "../../failures.ts";
import { FOR_GOOD, ROWS } from "../../freshness.ts";
import { keys } from "../../keys.ts";
import type { ListAnswer, ObjectAnswer } from "../../list-answer.ts";
import type { RequestParams } from "../../list-request.ts";
import { isObject, type JsonObject, type JsonValue } from "../../wire/json.ts";
import type { Row } from "../../wire/page.ts";
import {
  CONNECTION_TYPES,
  isConnectionType,
  type ListName,
  type ListStanding,
  type ListStandings,
  typeOf,
} from "./connection-types.ts";
import { sourceByPkQuery } from "../sources.ts";
import { pageOneByOne } from "./one-by-one.ts";

interface ConnectionsOptions<T> {
  name: ResourceName;
  /** Above the lists, one for each type of source and one for all; with a trailing slash. */
  path: string;
  read: (value: JsonValue) => Row<T>;
}

/** What came of asking a list: its answer, or the error that says why it cannot be used. */
type Attempt<A> = { answer: A } | { answer: null; error?: unknown };

/**
 * An endpoint over the lists of all types of sources. `type` chooses one of them. Without it, rows come from the list of
 * all, or, where the server has none or it cannot be used, from the lists of the types, one after the other. Which lists
 * there are is found out by asking for them, and kept in the query cache.
 */
export function defineConnections<T extends { pk: number; source: string; raw: JsonObject }>({
  name,
  path,
  read,
}: ConnectionsOptions<T>): Endpoint<T> {
  const kept = keys.lists(name);

  /** Whether to ask a list. A right may have been given since it was refused; that a list is missing stays. */
  function isWorthAsking(list: ListName, client: QueryClient | undefined): boolean {
    const standing = client?.getQueryData<ListStandings>(kept)?.[list];
    return standing !== "missing" && standing !== "lacking";
  }

  function learn(list: ListName, standing: ListStanding, client: QueryClient | undefined): void {
    if (client === undefined) return;
    client.setQueryDefaults(kept, FOR_GOOD);
    client.setQueryData<ListStandings>(kept, (known) =>
      known?.[list] === standing ? known : { ...known, [list]: standing },
    );
  }

  /** One page of one list. @throws ApiError unless that says that the list cannot be used. */
  async function attempt(
    list: ListName,
    params: RequestParams,
    signal?: AbortSignal,
    client?: QueryClient,
  ): Promise<Attempt<ListAnswer<T>>> {
    try {
      const answer = await getPage(`${path}${list}/`, params, read, signal);
      const isWhole = list !== "all" || answer.rows.every(({ raw }) => hasIdentifier(raw));
      learn(list, isWhole ? "listed" : "lacking", client);
      return { answer: isWhole ? answer : null };
    } catch (error) {
      const standing = standingBy(error);
      if (standing === undefined) throw error;
      learn(list, standing, client);
      return { answer: null, error };
    }
  }

  const fetchPage: Endpoint<T>["fetchPage"] = async (asked, signal, client) => {
    const { type, ...filters } = asked.filters;
    const params = listRequest({ ...asked, filters });
    if (type !== undefined && type !== "") return pageOfType(type, params, signal, client);
    let failed: unknown;
    if (isWorthAsking("all", client)) {
      const { answer, ...other } = await attempt("all", params, signal, client);
      if (answer !== null) return answer;
      failed = Object.values(other)[0];
    }
    const worth = CONNECTION_TYPES.filter((one) => isWorthAsking(one, client));
    const lists = (worth.length > 0 ? worth : CONNECTION_TYPES).map(
      (one) => async (page: number, size: number) => {
        const request = { ...params, page: String(page), page_size: String(size) };
        const made = await attempt(one, request, signal, client);
        if (made.answer === null) failed = made.error;
        return made.answer;
      },
    );
    const answer = await pageOneByOne(asked, lists);
    if (answer === null) throw failed;
    return answer;
  };

  /** Of a type that authentik has no list of, there are none. */
  async function pageOfType(
    type: string,
    params: RequestParams,
    signal?: AbortSignal,
    client?: QueryClient,
  ): Promise<ListAnswer<T>> {
    // No version has a list of anything else, and what is asked for is part of a path.
    const made = isConnectionType(type)
      ? await attempt(type, params, signal, client)
      : { answer: null, error: new ApiError({ kind: "unreadable", what: "json", noPath: true }) };
    if (made.answer !== null) return made.answer;
    if (standingBy(made.error) !== "missing" || type === "oauth") throw made.error;
    // Every version has the list of OAuth: where even that is missing, this is no authentik.
    const { answer } = await attempt("oauth", { page_size: "1" }, signal, client);
    if (answer === null) throw made.error;
    const none = { count: 0, page: 1, pages: 1, start: 0, end: 0, next: null, previous: null };
    return { ...answer, ...none, rows: [], pageSize: Number(params["page_size"]) };
  }

  /** Its id is unique among all types, but where there is no list of all, nothing tells which type it is of. */
  async function fetchObject(
    pk: number | string,
    signal: AbortSignal,
    client: QueryClient,
  ): Promise<ObjectAnswer<T>> {
    let failed: unknown;
    for (const list of ["all", ...CONNECTION_TYPES] as const) {
      if (!isWorthAsking(list, client)) continue;
      try {
        const answer = await getObject(`${path}${list}/${pk}/`, read, signal);
        if (list !== "all" || hasIdentifier(answer.value.raw)) return answer;
        learn(list, "lacking", client);
      } catch (error) {
        const isElsewhere = list !== "all" && failureOf(error).kind === "not-found";
        const why = standingBy(error);
        if (why === undefined && !isElsewhere) throw error;
        if (why === "missing") learn(list, why, client);
        // "Not found" in one list says more than that another may not be seen, or is missing.
        if (isElsewhere || failed === undefined) failed = error;
      }
    }
    throw failed ?? new ApiError({ kind: "not-found" });
  }

  return {
    name,
    path: `${path}all/`,
    lists: ["all", ...CONNECTION_TYPES].map((list) => `${path}${list}/`),
    async ownList({ source }, client) {
      const { value } = await client.query(sourceByPkQuery(source));
      const type = typeOf(value);
      if (type === undefined) throw new ApiError({ kind: "not-found" });
      return `${path}${type}/`;
    },
    readPk: numberOf,
    fetchPage,
    pageQuery: (asked) =>
      queryOptions({
        queryKey: keys.page(name, listRequest(asked)),
        queryFn: ({ signal, client }) => fetchPage(asked, signal, client),
        ...ROWS,
      }),
    objectQuery: (pk) =>
      queryOptions({
        queryKey: keys.object(name, pk),
        queryFn: ({ signal, client, queryKey }) =>
          fetchObject(pk, signal, client).catch((error: unknown) => {
            throw firstMissed(client.getQueryState(queryKey)?.error, error);
          }),
        ...ROWS,
      }),
  };
}

/** What an error says about a list; undefined where it says nothing. */
function standingBy(error: unknown): "missing" | "forbidden" | undefined {
  const failure = failureOf(error);
  if (failure.kind === "unreadable" && failure.noPath) return "missing";
  return failure.kind === "forbidden" && !failure.unconfirmed ? "forbidden" : undefined;
}

/** Of what is no object nothing can be said. */
function hasIdentifier(row: JsonValue): boolean {
  return !isObject(row) || Object.hasOwn(row, "identifier");
}
