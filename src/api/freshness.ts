/**
 * `staleTime`, and `gcTime` where it is not the default, in milliseconds.
 *
 * Rows change all the time: they are stale almost at once, but not refetched because two components show them or a page
 * was prefetched before a click.
 */
export const ROWS = { staleTime: 5_000 } as const;

/** Names of providers, groups, sources and users hardly change. */
export const LOOK_UPS = { staleTime: 5 * 60_000, gcTime: 10 * 60_000 } as const;

/** What does not change while the page is open. */
export const FOR_GOOD = { staleTime: Infinity, gcTime: Infinity } as const;
