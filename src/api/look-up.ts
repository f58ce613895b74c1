import { DEFAULT_PAGE_SIZE, type RequestParams } from "./list-request.ts";

/** What is typed into a filter. */
export interface LookUp {
  search?: string;
}

/** The request for the first objects that match the typed text, or of all where it is empty. */
export function lookUpRequest({ search = "" }: LookUp, extra: RequestParams = {}): RequestParams {
  const words = search.trim();
  return {
    ...(words !== "" && { search: words }),
    page_size: String(DEFAULT_PAGE_SIZE),
    ...extra,
  };
}
