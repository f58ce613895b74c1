import { QueryClient, QueryClientProvider, queryOptions } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "../../testing/render.tsx";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ApiError, type Failure } from "../../api/failures.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import { keys as queryKeys } from "../../api/keys.ts";
import type { JsonObject } from "../../api/wire/json.ts";
import type { SearchSupport } from "../browser/search-probe.ts";
import type { ListQuestion, Resource } from "../resource.ts";
import { createAddress } from "../../testing/memory-address.tsx";
import { type List, useList } from "./use-list.ts";

interface Thing {
  pk: number;
  raw: JsonObject;
}

let asked: ListQuestion[];
let probed: number;
let standing: SearchSupport;
let failure: Failure | null;
let count: number;

const kind = {
  name: "authorization-codes",
  noun: ["thing", "things"],
  definition: {
    sorts: ["pk", "expires"],
    wholeSorts: [],
    defaultSort: "expires",
    server: [["user", "int"]],
    exclude: [],
    expiry: [],
    within: "0",
  },
  query: (_: unknown, params: ListQuestion) =>
    queryOptions({
      queryKey: queryKeys.page("authorization-codes", params),
      queryFn: () => {
        asked.push(params);
        if (failure !== null) throw new ApiError(failure);
        return Promise.resolve(answerTo(params));
      },
      staleTime: 60_000,
    }),
  searchSupport: () =>
    queryOptions({
      queryKey: queryKeys.searchProbe("authorization-codes"),
      queryFn: () => {
        probed += 1;
        return Promise.resolve(standing);
      },
      staleTime: Infinity,
    }),
} as unknown as Resource<Thing>;

function answerTo({ page, page_size }: ListQuestion): ListAnswer<Thing> {
  const pages = Math.max(1, Math.ceil(count / page_size));
  const at = page === "last" ? pages : page;
  if (at > pages) throw new ApiError({ kind: "past-end" });
  const start = (at - 1) * page_size + 1;
  const end = Math.min(count, at * page_size);
  const rows = Array.from({ length: end - start + 1 }, (_, index) => ({
    readable: true as const,
    value: { pk: start + index, raw: {} },
    raw: {},
    problems: [],
  }));
  const next = at < pages ? at + 1 : null;
  const previous = at > 1 ? at - 1 : null;
  const told = { asOf: 0, receivedAt: 0, requestId: null };
  return { rows, count, page: at, pages, pageSize: page_size, start, end, next, previous, ...told };
}

beforeEach(() => {
  asked = [];
  probed = 0;
  standing = "honoured";
  failure = null;
  count = 70;
});
afterEach(cleanup);

function at(url: string) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const { Router, ...address } = createAddress(url);
  const { result } = renderHook(() => useList<Thing>(kind), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>
        <Router>{children}</Router>
      </QueryClientProvider>
    ),
  });
  return {
    list: (): List<Thing> => result.current,
    ...address,
  };
}

const keys = (list: List<Thing>) => list.entries.map(({ key }) => Number(key));

test("the query is what the URL says, with the defaults filled in", async () => {
  const { list } = at("/x/7?page=2&user=4&other=1");
  await waitFor(() => expect(keys(list())).toHaveLength(20));
  const state = {
    page: 2,
    page_size: 20,
    sort: "expires",
    search: "",
    server: { user: "4" },
    expiry: null,
    exclude: null,
  };
  expect(asked).toEqual([{ ...state, scan: false, whole: false }]);
  expect(list().state).toEqual(state);
  expect(probed).toBe(0);
});

test("a change is one history entry, from page 1, and keeps path and unknown parameters", async () => {
  const { list, url, back } = at("/x/7?page=2&other=1");
  await waitFor(() => expect(list().answer).toBeDefined());
  await act(() => list().change({ sort: "-pk", server: { user: "9" } }));
  await waitFor(() => expect(url()).toBe("/x/7?other=1&user=9&ordering=-pk"));
  await back();
  expect(url()).toBe("/x/7?page=2&other=1");
});

test("a failure removes the rows of an earlier query, and keeps those of its own", async () => {
  const { list } = at("/x");
  await waitFor(() => expect(list().answer).toBeDefined());
  failure = { kind: "server", status: 500 };
  await act(() => list().change({ page: 2 }));
  await waitFor(() => expect(list().failure).toEqual(failure));
  expect(list().answer).toBeUndefined();
  failure = null;
  await act(() => list().refresh());
  await waitFor(() => expect(keys(list())[0]).toBe(21));
  expect(list().isPlaceholder).toBe(false);
  failure = { kind: "signed-out" };
  await act(() => list().refresh());
  await waitFor(() => expect(list().failure?.kind).toBe("signed-out"));
  expect(keys(list())[0]).toBe(21);
  expect(list().isPlaceholder).toBe(false);
});

test("past the end, the last page is shown instead, after one more request", async () => {
  const { list, url } = at("/x?page=9");
  await waitFor(() => expect(keys(list())[0]).toBe(61));
  expect(url()).toBe("/x?page=4");
  expect(asked.map(({ page }) => page)).toEqual([9, "last"]);
  expect(list().notice).toBe("Page 9 is past the end. This is the last page, 4.");
  await act(() => list().dismissNotice());
  expect(list().notice).toBeUndefined();
});

test("where the server ignores search, the list is scanned, and no rows are fetched before that is known", async () => {
  standing = "ignored";
  const { list } = at("/x?search=ann");
  expect(list().search).toBe("asking");
  expect(asked).toEqual([]);
  await waitFor(() => expect(list().search).toBe("scanned"));
  await waitFor(() => expect(asked.map(({ scan }) => scan)).toEqual([true]));
});

test("where the server searches, that is probed first, and only once", async () => {
  const { list } = at("/x?search=ann");
  await waitFor(() => expect(list().answer).toBeDefined());
  await act(() => list().change({ search: "bob" }));
  await waitFor(() => expect(asked).toHaveLength(2));
  expect(asked.map(({ search }) => search)).toEqual(["ann", "bob"]);
  expect(list().search).toBe("honoured");
  expect(probed).toBe(1);
});

test("rows that appear in an empty list do not count as matches until the server is known to search", async () => {
  standing = "unknown";
  count = 0;
  const { list } = at("/x?search=ann");
  await waitFor(() => expect(list().answer?.count).toBe(0));
  expect(list().search).toBe("honoured");
  standing = "ignored";
  count = 30;
  await act(() => list().refresh());
  await waitFor(() => expect(list().search).toBe("scanned"));
  expect(probed).toBe(2);
});
