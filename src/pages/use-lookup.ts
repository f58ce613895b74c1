import {
  keepPreviousData,
  type QueryKey,
  useQuery,
  type UseQueryOptions,
} from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "../api/errors.ts";
import type { Selection } from "../api/list-answer.ts";
import type { LookUp } from "../api/look-up.ts";
import type { FilterOption, Lookup } from "../list/filter-lookup.ts";

type LookUpOptions<T> = UseQueryOptions<Selection<T>, Error, Selection<T>, QueryKey>;

const NO_OPTIONS: readonly FilterOption[] = [];

/** A filter's options, searched on the server while the filter is open. */
export function useLookup<T>(
  query: (lookUp: LookUp) => LookUpOptions<T>,
  toOption: (item: T) => FilterOption,
): Lookup {
  const [text, setText] = useState<string | null>(null);
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...query({ search: text ?? "" }),
    enabled: text !== null,
    placeholderData: keepPreviousData,
  });
  return {
    state: stateOf(
      error,
      data === undefined || isPlaceholderData || (error !== null && isFetching),
    ),
    text,
    options: data?.items.map(toOption) ?? NO_OPTIONS,
    more: data?.more ?? false,
    onText: setText,
    onRetry: () => void refetch(),
  };
}

function stateOf(error: Error | null, waiting: boolean): Lookup["state"] {
  if (error !== null) return failureOf(error).kind === "forbidden" ? "forbidden" : "error";
  return waiting ? "loading" : "ready";
}
