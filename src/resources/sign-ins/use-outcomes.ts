import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createContext, use, useMemo, useState } from "react";
import type { Failure } from "../../api/failures.ts";
import { failureIn } from "../../api/retry.ts";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import { useCaller } from "../../feedback/use-caller.ts";
import type { List } from "../../list/state/use-list.ts";
import type { Outcome } from "../../outcome/outcome.ts";
import { outcomesQuery } from "../outcomes/outcomes-query.ts";
import { readUnder } from "./read-under.ts";

export interface ShownOutcomes {
  /** By id of the event; those of an earlier page stay until the next ones are known. */
  readonly byId: ReadonlyMap<string, Outcome>;
  readonly isPending: boolean;
  readonly failure: Failure | undefined;
}

/** Those of rows that newer ones pushed off the page, which stay on screen for a while when the list is live. */
const KEPT = 100;

const NONE: ReadonlyMap<string, Outcome> = new Map();

/** What became of the list's rows, for the cells. */
export const OutcomesContext = createContext<ShownOutcomes>({
  byId: NONE,
  isPending: true,
  failure: undefined,
});

/** The outcome of one row; undefined while it is not known. */
export function useOutcome({ pk }: AuthentikEvent): Outcome | undefined {
  return use(OutcomesContext).byId.get(pk);
}

/** Reads what became of the list's rows, after these and after who is asking. */
export function useOutcomes(list: List<AuthentikEvent>): ShownOutcomes {
  const { me } = useCaller();
  const events = useMemo(
    () => list.entries.flatMap((entry) => (entry.readable ? [entry.value] : [])),
    [list.entries],
  );
  const under = (events[0] && readUnder.get(events[0])) ?? list.state.server;
  const query = useQuery({
    ...outcomesQuery(events, under, me?.user.is_superuser ?? false),
    enabled: events.length > 0 && me !== undefined && !list.isPlaceholder,
    placeholderData: keepPreviousData,
  });
  const latest = query.data ?? NONE;
  const [known, setKnown] = useState({ latest, byId: latest });
  if (known.latest !== latest) {
    const older = [...known.byId].filter(([id]) => !latest.has(id)).slice(-KEPT);
    setKnown({ latest, byId: new Map([...older, ...latest]) });
  }
  const { byId } = known;
  const failure = failureIn(query);
  return useMemo(() => ({ byId, isPending: query.isFetching, failure }), [byId, query, failure]);
}
