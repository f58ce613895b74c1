import {
  keepPreviousData,
  type QueryKey,
  useQuery,
  useQueryClient,
  type UseQueryOptions,
} from "@tanstack/react-query";
import { useState } from "react";
import type { Failure } from "../../api/failures.ts";
import type { Selection } from "../../api/list-answer.ts";
import type { LookUp } from "../../api/look-up.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import type { FilterOption, Lookup } from "./filter-lookup.ts";

type LookUpOptions<T> = UseQueryOptions<Selection<T>, Error, Selection<T>, QueryKey>;

const NO_OPTIONS: readonly FilterOption[] = [];

/** A filter's options, searched on the server while the filter is open. */
export function useLookup<T>(
  query: (lookUp: LookUp) => LookUpOptions<T>,
  toOption: (item: T) => FilterOption,
): Lookup {
  const [text, setText] = useState<string | null>(null);
  const client = useQueryClient();
  const result = useQuery({
    ...query({ search: text ?? "" }),
    enabled: text !== null,
    placeholderData: keepPreviousData,
  });
  const { data, isPlaceholderData } = result;
  return {
    state: stateOf(failureIn(result), data === undefined || isPlaceholderData),
    text,
    options: data?.items.map(toOption) ?? NO_OPTIONS,
    more: data?.more ?? false,
    onText: setText,
    onRetry: () => askAgain(client),
  };
}

function stateOf(failure: Failure | undefined, waiting: boolean): Lookup["state"] {
  if (failure) return failure.kind === "forbidden" ? "forbidden" : "error";
  return waiting ? "loading" : "ready";
}
