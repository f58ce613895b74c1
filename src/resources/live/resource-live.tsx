import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { keys } from "../../api/keys.ts";
import type { AuthorizationCode } from "../../api/wire/grant.ts";
import type { Entry } from "../../list/entry.ts";
import { LiveControls, type LiveProps } from "../../list/live/live-controls.tsx";
import type { Fate, GoneEntry } from "../../list/live/live-rows.ts";
import type { LiveWays } from "../../list/live/watch-line.tsx";
import type { Listed } from "../../list/resource.ts";
import type { ListState } from "../../list/state/list-state.ts";
import { formatTime } from "../../ui/text/format.ts";

/** Live, with what each resource knows of its rows. */
export function ResourceLive<T extends Listed>(props: LiveProps<T>) {
  const client = useQueryClient();
  const { resource, state, snapshot } = props.list;
  const mayOnlyHaveLeft = snapshot === undefined && isMoving(state);
  const ways = useMemo(
    (): LiveWays<T> => ({
      fateOf: (entry) => (mayOnlyHaveLeft ? LEFT : fateOf(entry)),
      ...(resource.name === "authorization-codes" &&
        !mayOnlyHaveLeft && { findFates: (gone) => findFates(client, gone) }),
    }),
    [client, resource, mayOnlyHaveLeft],
  );
  return <LiveControls {...props} ways={ways} />;
}

/** Whether rows leave such a list without going: those that expire, or that were found by what they say now. */
function isMoving({ expiry, search }: ListState): boolean {
  return expiry !== null || search !== "";
}

const LEFT: Fate = { word: "Left", detail: "gone, or matches no more", tone: "none" };

function fateOf<T extends Listed>({ value, listedAt }: Entry<T>): Fate {
  const { expiresMs, revoked } = value as Partial<{ expiresMs: number | null; revoked: boolean }>;
  if (typeof expiresMs === "number" && expiresMs <= listedAt) {
    return revoked === undefined
      ? { word: "Not redeemed", detail: "cleaned up", tone: "danger" }
      : { word: "Expired", detail: "cleaned up", tone: "none" };
  }
  return { word: "Gone", detail: `listed until ${formatTime(listedAt)}`, tone: "none" };
}

/** Only for codes. The code for it is loaded when the first one goes. */
function findFates(
  client: QueryClient,
  gone: readonly GoneEntry<Listed>[],
): Promise<ReadonlyMap<string, Fate>> {
  const ids = gone.map(({ key }) => key);
  return client.query({
    queryKey: keys.outcomes("authorization-codes", "gone", ids),
    queryFn: async ({ signal }) => {
      const { fatesOfCodes } = await import("./fates-of-codes.ts");
      return fatesOfCodes(gone as readonly GoneEntry<Listed & AuthorizationCode>[], signal);
    },
    // It does not become better known: "Gone" is what stays.
    retry: false,
    structuralSharing: false,
  });
}
