import { QueryObserver } from "@tanstack/react-query";
import { ApiError, type Failure } from "../failures.ts";
import { createQueryClient } from "../query-client.ts";

/** An observed query that fails with each of these in turn, then keeps repeating the last; null succeeds. */
export function onScreen(failures: (Failure | null)[], random = 0) {
  const client = createQueryClient({ random: () => random });
  const times: number[] = [];
  const start = Date.now();
  const observer = new QueryObserver(client, {
    queryKey: ["things", "list"],
    queryFn: () => {
      times.push(Date.now() - start);
      const failure = failures.length > 1 ? failures.shift() : failures[0];
      if (failure) throw new ApiError(failure);
      return Promise.resolve("rows");
    },
  });
  const leave = observer.subscribe(() => {});
  return { client, times, leave, result: () => observer.getCurrentResult() };
}
