import type { SimRow } from "./simulated-server.ts";

/** Rows made a second apart, the newest last; `expiresMs` stands for the time. */
export function rowsInTurn(count: number): SimRow[] {
  return Array.from({ length: count }, (_, index) => ({ pk: index + 1, expiresMs: index * 1000 }));
}

/** Such rows from the newest back, all of them. */
export const NEWEST_BACK = {
  filters: {},
  ordering: "-pk",
  timeOf: ({ expiresMs }: SimRow) => expiresMs,
  until: -Infinity,
  cap: Infinity,
  size: 20,
};
