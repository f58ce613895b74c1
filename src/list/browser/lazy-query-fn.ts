import type { ReadContext } from "./read-rows.ts";

/**
 * A query function out of a file that is loaded when it is first asked.
 *
 * The signal is read before the file is waited for: only a query that has read it is cancelled once nobody looks.
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
