import type { QueryKey } from "@tanstack/react-query";

/** A key as any other, so that the options of different lists fit where a list's options are wanted. */
export function queryKey(...parts: unknown[]): QueryKey {
  return parts;
}
