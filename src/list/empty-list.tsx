import { StateView } from "../feedback/state-view.tsx";
import { Button } from "../ui/button.tsx";
import { formatCount } from "../ui/text/format.ts";
import { ServerText } from "../ui/text/server-text.tsx";
import { type Listed, short } from "./resource.ts";
import { filterCount, NO_FILTERS } from "./state/list-state.ts";
import type { List } from "./state/use-list.ts";

/** Which objects the caller is shown, where these are not all. */
export interface VisibilityScope {
  /** Goes after the objects' name: " of your own"; empty where it is not known. */
  of: string;
  /** Whose they are, where authentik lists somebody's own only; "unsaid": it does not say when it does. */
  whose: "unknown" | "own" | "impersonated" | "unsaid";
}

/** What an empty list does not prove. */
const NOTES: Record<VisibilityScope["whose"], (many: string) => string> = {
  unknown: (many) => `Your identity could not be checked: this may cover only your own ${many}.`,
  own: (many) =>
    `You are not a superuser: only your own ${many} are listed, so this says nothing about those of others.`,
  impersonated: (many) =>
    `The user you impersonate is not a superuser: only their own ${many} are listed, so this says nothing about those of others.`,
  unsaid: () =>
    "Without the permission to view them, authentik lists only your own, and does not say so: this says nothing about those of others.",
};

interface EmptyListProps<T extends Listed> {
  list: List<T>;
  scope: VisibilityScope | undefined;
}

/** The empty state of a list, with a button to refresh, or to remove search and filters. */
export function EmptyList<T extends Listed>({ list, scope }: EmptyListProps<T>) {
  const { state, answer, resource } = list;
  const plural = resource.noun[1] + (scope?.of ?? "");
  const note = scope && NOTES[scope.whose](short(resource.noun)[1]);
  const filters = filterCount(state);
  if (filters === 0 && state.search === "") {
    return (
      <StateView title={`No ${plural}`} actions={<Button onClick={list.refresh}>Retry</Button>}>
        <p>{note ?? "There are none in authentik at the moment."}</p>
      </StateView>
    );
  }
  return (
    <StateView
      title={`No ${plural} match`}
      actions={
        <Button onClick={() => list.change({ search: "", ...NO_FILTERS })}>
          {state.search === "" ? "Remove all filters" : "Remove search and filters"}
        </Button>
      }
    >
      <p role="status">
        Nothing found for{" "}
        {state.search !== "" && (
          <>
            “<ServerText>{state.search}</ServerText>”
          </>
        )}
        {state.search !== "" && filters > 0 && " with "}
        {filters > 0 && (filters === 1 ? "this filter" : "these filters")}.
        {answer?.report?.how === "scan" && answer.report.read < answer.report.of && (
          <>
            {" "}
            {formatCount(answer.report.read)} of {formatCount(answer.report.of)} {resource.noun[1]}{" "}
            were {state.search === "" ? "read" : "searched"}.
          </>
        )}
        {answer?.report?.emptyRange && (
          <>
            {" "}
            The time range is empty: it ends before it starts, or asks for an expiry time of rows
            that never expire.
          </>
        )}
      </p>
      {note && <p>{note}</p>}
    </StateView>
  );
}
