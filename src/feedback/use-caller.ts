import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Failure } from "../api/failures.ts";
import { keys } from "../api/keys.ts";
import { meQuery } from "../api/endpoints/me.ts";
import { askAgain, failureIn } from "../api/retry.ts";
import type { Me } from "../api/wire/caller.ts";

export interface Caller {
  /** Whose rights count; undefined while that is not known. */
  me: Me | undefined;
  /** It was asked, and there is no answer to rely on. */
  unknown: boolean;
  /** Why `unknown`; or why `me` is only what was known before. */
  failure: Failure | undefined;
  askAgain: () => void;
}

/** Who is asking, as far as it is known now. Asks when nobody has. */
export function useCaller(): Caller {
  const client = useQueryClient();
  const query = useQuery(meQuery());
  const { data } = query;
  const failure = failureIn(query);
  // Any other failure leaves what was known; these two say that it holds no longer.
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
 * Keeps who-am-I as fresh as the list: rights change while a page stands open, and what is said of them must not lag
 * behind the rows. Asked after an answer, and only when the last time was a minute ago or something was refused since.
 *
 * @param contradicted the rows cannot be what such a caller is shown: asked at once.
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
        // The shell says that it is not known.
      });
  }, [client, answer, refused, contradicted]);
}
