import { queryOptions } from "@tanstack/react-query";
import { get } from "./client.ts";
import { unreadableShape } from "./errors.ts";
import { readMe } from "./wire/me.ts";

/** Key of who-am-I. */
export const ME = ["me"] as const;

/** Who is asking. Fails with "signed-out" when authentik does not know. */
export function meQuery() {
  return queryOptions({
    queryKey: ME,
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
