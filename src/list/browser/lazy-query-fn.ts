import type { ReadContext } from "./read-rows.ts";

/**
 * A query function in a lazy chunk, which is loaded on the first call.
 *
 * The abort signal is read before the chunk is awaited: TanStack Query cancels an unobserved query only if its function
 * has read the signal.
 */
export function lazyQueryFn<M, A>(
  load: () => Promise<M>,
  ask: (loaded: M, context: ReadContext) => Promise<A>,
) {
  return async ({ client, queryKey, signal }: ReadContext): Promise<A> => {
    const loaded = await load();
    signal.throwIfAborted();
    return ask(loaded, { client, queryKey, signal });
  };
}
