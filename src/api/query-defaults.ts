import type { DefaultOptions } from "@tanstack/react-query";

/**
 * - Requests go out even when the browser says it is offline: it is often wrong, and a failed request says so in words.
 * - No silent retries: an administrator at work sees the failure and its retry at once.
 * - A page of codes costs about 55 kB of heap; what nobody looks at is let go after two minutes.
 */
export const QUERY_DEFAULTS: DefaultOptions = {
  queries: {
    networkMode: "always",
    retry: false,
    gcTime: 120_000,
    refetchOnWindowFocus: true,
    // With "always" it would be off.
    refetchOnReconnect: true,
  },
};
