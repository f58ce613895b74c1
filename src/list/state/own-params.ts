import { excludeParam, type ListDefinition } from "./list-state.ts";

/** The URL parameters that a list understands. */
export function ownParams({ server, exclude, expiry }: ListDefinition): string[] {
  return [
    "page",
    "page_size",
    "ordering",
    "search",
    ...server.map(([param]) => param),
    ...exclude.map(([relation]) => excludeParam(relation)),
    ...expiry.map(([param]) => param),
  ];
}
