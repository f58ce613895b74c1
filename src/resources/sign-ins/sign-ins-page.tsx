import { useMemo } from "react";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import { Notice } from "../../feedback/state-view.tsx";
import { useCaller, useFreshCaller } from "../../feedback/use-caller.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { isState } from "../../find/text/match.ts";
import { parseSearch } from "../../find/text/parse-search.ts";
import { RelationFilter } from "../../list/filters/relation-filter.tsx";
import { LazyFilterSuggestions } from "../../list/lazy-list-parts.tsx";
import type { Resource } from "../../list/resource.ts";
import { type List, useList } from "../../list/state/use-list.ts";
import { ActingAs } from "../acting-as.tsx";
import { applicationRelation } from "../relations/application-relation.ts";
import { eventUserRelation } from "../relations/event-user-relation.ts";
import { outcomeText } from "../outcomes/outcome-words.ts";
import { lazyDrawer, ResourcePage } from "../resource-page.tsx";
import { OUTCOME_WORDS } from "../outcomes/outcome-words.ts";
import { signInColumns } from "./sign-in-columns.tsx";
import { signIns } from "./sign-ins-resource.ts";
import { REFUSED_URI, SINCE } from "./term-values.ts";
import { SummaryPanel } from "./summary.tsx";
import { TermFilter } from "./term-filter.tsx";
import { OutcomesContext, useOutcomes } from "./use-outcomes.ts";

const drawer = lazyDrawer<AuthentikEvent, Resource<AuthentikEvent>>(() =>
  import("./sign-in-drawer.tsx").then((module) => module.SignInDrawer),
);

/** Whether anything is searched for that could be the name of a user or an application. */
function hasWords({ state, resource }: List<AuthentikEvent>): boolean {
  return parseSearch(state.search, resource.searchFields).terms.some(
    ({ field, not }) => !isState(field) && !not,
  );
}

/** Every sign-in that authentik has an event of, and what became of it; the newest first. */
export function SignInsPage() {
  const list = useList<AuthentikEvent, Resource<AuthentikEvent>>(signIns);
  const outcomes = useOutcomes(list);
  const { me } = useCaller();
  useFreshCaller(list);
  const { byId } = outcomes;
  const words = useMemo(
    () =>
      new Map(
        [...byId].map(([key, outcome]) => [
          key,
          outcome.word === "waiting" ? "" : outcomeText(outcome),
        ]),
      ),
    [byId],
  );
  return (
    <OutcomesContext value={outcomes}>
      <ResourcePage
        list={list}
        columns={signInColumns}
        drawer={drawer}
        outcomes={words}
        aside={me?.original && <ActingAs me={me} />}
        warning={
          <>
            {list.failure?.kind === "forbidden" && (
              <Notice>
                Sign-ins are read from authentik’s event log: for superusers, and for roles with the
                permission “View Event”. Without it, the lists of codes and tokens show what is left
                of your own.
              </Notice>
            )}
            {outcomes.failure && !list.failure && (
              <Notice>
                <strong>Outcomes not read.</strong>{" "}
                {failureMessage(outcomes.failure, "codes and tokens").title}.
              </Notice>
            )}
          </>
        }
        filters={
          <>
            <RelationFilter list={list} relation={eventUserRelation} />
            <RelationFilter list={list} relation={applicationRelation} />
            <TermFilter
              list={list}
              field="outcome"
              name="Outcome"
              any="Any outcome"
              options={Object.entries(OUTCOME_WORDS).map(([value, { word }]) => [value, word])}
            />
            <TermFilter
              list={list}
              field="cause"
              name="Cause"
              any="Any cause"
              options={[[REFUSED_URI, "Redirect URI refused"]]}
            />
            <TermFilter
              list={list}
              field="since"
              beside="until"
              name="Time"
              any="Any time"
              options={Object.entries(SINCE).map(([value, { words }]) => [value, words])}
            />
          </>
        }
        above={
          <>
            {list.failure?.kind !== "forbidden" && <SummaryPanel list={list} />}
            {hasWords(list) && <LazyFilterSuggestions list={list} />}
          </>
        }
      />
    </OutcomesContext>
  );
}
