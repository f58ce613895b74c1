import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Failure } from "../../api/failures.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import type { Relation } from "../relation.ts";
import type { FilterOption, Lookup } from "./filter-lookup.ts";

const NO_OPTIONS: readonly FilterOption[] = [];

/** A filter's options, searched on the server while the filter is open. */
export function useLookup<R>(relation: Relation<R>): Lookup {
  const [text, setText] = useState<string | null>(null);
  const client = useQueryClient();
  const result = useQuery({
    ...relation.options({ search: text ?? "" }),
    enabled: text !== null,
    placeholderData: keepPreviousData,
  });
  const { data, isPlaceholderData } = result;
  return {
    state: stateOf(failureIn(result), data === undefined || isPlaceholderData),
    text,
    options: data?.items.map((item) => filterOption(relation, item)) ?? NO_OPTIONS,
    more: data?.more ?? false,
    onText: setText,
    onRetry: () => askAgain(client),
  };
}

/** An object as an option of its relation's filter. */
export function filterOption<R>(relation: Relation<R>, object: R): FilterOption {
  return {
    value: relation.paramOf(relation.idOf(object), object),
    label: relation.labelOf(object),
    detail: relation.detailOf(object),
  };
}

function stateOf(failure: Failure | undefined, waiting: boolean): Lookup["state"] {
  if (failure) return failure.kind === "forbidden" ? "forbidden" : "error";
  return waiting ? "loading" : "ready";
}
