import { hashKey } from "@tanstack/react-query";
import type { ListQuery } from "../../api/endpoint.ts";
import type { Listed, ListQuestion, Resource } from "../resource.ts";

interface OtherPage<T> {
  options: ListQuery<T>;
  /** False where both pages come from one cache entry with the whole list: a fetch would read all of it again. */
  isApart: boolean;
}

/** The query of another page of the same list. */
export function otherPage<T extends Listed>(
  resource: Resource<T>,
  question: ListQuestion,
  page: number | "last",
): OtherPage<T> {
  const options = resource.query(resource, { ...question, page });
  const { queryKey } = resource.query(resource, question);
  return { options, isApart: hashKey(options.queryKey) !== hashKey(queryKey) };
}
