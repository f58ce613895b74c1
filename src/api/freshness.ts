/**
 * How long answers count as fresh, and where it is not the default how long unused ones are kept, in milliseconds.
 *
 * Rows are about now: stale almost at once, but not asked for again because the same thing is shown in two places or
 * a page was fetched ahead of a click.
 */
export const ROWS = { staleTime: 5_000 } as const;

/** Names of providers, groups, sources and users hardly change. */
export const LOOK_UPS = { staleTime: 5 * 60_000, gcTime: 10 * 60_000 } as const;

/** What holds as long as the page is open. */
export const FOR_GOOD = { staleTime: Infinity, gcTime: Infinity } as const;
