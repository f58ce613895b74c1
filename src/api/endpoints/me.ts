import { queryOptions } from "@tanstack/react-query";
import { get } from "../client.ts";
import { unreadableShape } from "../failures.ts";
import { keys } from "../keys.ts";
import { readMe } from "../wire/caller.ts";

/** The caller. Fails with "signed-out" when nobody is signed in. */
export function meQuery() {
  return queryOptions({
    queryKey: keys.me,
    queryFn: async ({ signal }) => {
      const { body, requestId } = await get("core/users/me/", {}, { signal });
      const me = readMe(body);
      if (me === null) throw unreadableShape(requestId);
      return me;
    },
    staleTime: 60_000,
    gcTime: Infinity,
  });
}
