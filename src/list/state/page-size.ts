import { DEFAULT_PAGE_SIZE } from "../../api/list-request.ts";
import { prefer, readPreference } from "../../ui/preference.ts";

const NAME = "page_size";

/** The page size that was chosen last in this browser. */
export function chosenPageSize(): string {
  return readPreference(NAME, [String(DEFAULT_PAGE_SIZE), "50", "100"]);
}

/** Remembers a page size. */
export function choosePageSize(size: number): void {
  prefer(NAME, String(size));
}

/** The search string with a page size, unless it has one. */
export function withPageSize(search: URLSearchParams, size: string): URLSearchParams {
  if (size === String(DEFAULT_PAGE_SIZE) || search.get(NAME)) return search;
  const result = new URLSearchParams(search);
  result.set(NAME, size);
  return result;
}
