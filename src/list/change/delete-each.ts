import { type Failure, failureOf } from "../../api/failures.ts";
import { isPassing } from "../../api/retry.ts";

/** How many are deleted at a time: authentik also signs people in meanwhile. */
const AT_ONCE = 4;

/** What became of one: "gone" where it already was. */
export type DeletionResult = "deleted" | "gone" | Failure;

interface DeleteEachOptions<Item> {
  /** @throws ApiError */
  remove: (item: Item) => Promise<"deleted" | "gone">;
  onResult: (item: Item, result: DeletionResult) => void;
  /** Aborted, no more are begun; those under way are waited for. */
  signal: AbortSignal;
}

/**
 * Deletes one after the other, four at a time, each once. After a failure that all others would have too, such as a
 * session that ended, the rest is left: it has no result.
 */
export async function deleteEach<Item>(
  items: readonly Item[],
  { remove, onResult, signal }: DeleteEachOptions<Item>,
): Promise<void> {
  const waiting = [...items];
  let over = false;
  async function work(): Promise<void> {
    while (!over && !signal.aborted) {
      const item = waiting.shift();
      if (item === undefined) return;
      try {
        onResult(item, await remove(item));
      } catch (error) {
        const failure = failureOf(error);
        over ||= concernsAll(failure);
        onResult(item, failure);
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** 405: the process, or a proxy in front of authentik, lets nothing be deleted. */
function concernsAll(failure: Failure): boolean {
  switch (failure.kind) {
    case "signed-out":
    case "token-refused":
    case "unreachable":
      return true;
    case "server":
      return failure.status === 405 || isPassing(failure);
    default:
      return false;
  }
}
