import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Failure } from "../api/failures.ts";
import { keys } from "../api/keys.ts";
import { meQuery } from "../api/endpoints/me.ts";
import { askAgain, failureIn } from "../api/retry.ts";
import type { Me } from "../api/wire/caller.ts";

export interface Caller {
  /** The user whose permissions apply; undefined while not known. */
  me: Me | undefined;
  /** It was requested, and there is no reliable answer. */
  unknown: boolean;
  /** Why `unknown`; or why `me` may be stale. */
  failure: Failure | undefined;
  askAgain: () => void;
}

/** The caller (who-am-I), as far as known. Fetches it unless it is cached. */
export function useCaller(): Caller {
  const client = useQueryClient();
  const query = useQuery(meQuery());
  const { data } = query;
  const failure = failureIn(query);
  // After any other failure the cached caller is kept; these two mean that it is no longer valid.
  const over = failure?.kind === "signed-out" || failure?.kind === "token-refused";
  return {
    me: over ? undefined : data,
    unknown: over || (failure !== undefined && data === undefined),
    failure,
    askAgain: () => askAgain(client, keys.me),
  };
}

interface Asked {
  answer: object | undefined;
  failure: Failure | undefined;
}

/**
 * Keeps who-am-I as fresh as the list: permissions may change while a page is open, and what is shown of them must not
 * lag behind the rows. Fetched after an answer, and only when a minute old or when something was refused since.
 *
 * @param contradicted the rows cannot be those of the cached caller: fetched at once.
 */
export function useFreshCaller({ answer, failure }: Asked, contradicted = false): void {
  const client = useQueryClient();
  const refused =
    failure?.kind === "forbidden" ||
    failure?.kind === "signed-out" ||
    failure?.kind === "token-refused";
  useEffect(() => {
    if (refused) void client.invalidateQueries({ queryKey: keys.me, refetchType: "none" });
  }, [client, refused]);
  useEffect(() => {
    if (answer === undefined || refused) return;
    if (contradicted) void client.invalidateQueries({ queryKey: keys.me });
    else
      client.query(meQuery()).catch(() => {
        // The shell shows that it is not known.
      });
  }, [client, answer, refused, contradicted]);
}
