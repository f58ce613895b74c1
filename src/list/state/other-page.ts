import { hashKey } from "@tanstack/react-query";
import type { ListRequest } from "../../api/list-request.ts";
import type { Resource } from "../resource.ts";
import type { ListQuery } from "../browser/whole-query.ts";

interface OtherPage<T> {
  options: ListQuery<T>;
  /** False where both pages are cut out of one list that is read as a whole: to ask would be to read all of it again. */
  isApart: boolean;
}

/** The query of another page of what is asked for. */
export function otherPage<T extends { pk: string | number }>(
  { query }: Resource<T>,
  request: ListRequest,
  page: number | "last",
): OtherPage<T> {
  const options = query({ ...request, page });
  return { options, isApart: hashKey(options.queryKey) !== hashKey(query(request).queryKey) };
}
