import { hashKey } from "@tanstack/react-query";
import type { ListQuery } from "../../api/endpoint.ts";
import type { Listed, ListQuestion, Resource } from "../resource.ts";

interface OtherPage<T> {
  options: ListQuery<T>;
  /** False where both pages are cut out of one list that is read as a whole: to ask would be to read all of it again. */
  isApart: boolean;
}

/** The query of another page of what is asked for. */
export function otherPage<T extends Listed>(
  resource: Resource<T>,
  question: ListQuestion,
  page: number | "last",
): OtherPage<T> {
  const options = resource.query(resource, { ...question, page });
  const { queryKey } = resource.query(resource, question);
  return { options, isApart: hashKey(options.queryKey) !== hashKey(queryKey) };
}
