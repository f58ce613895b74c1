import {
  CONNECTION_TYPES,
  isConnectionType,
  type ListStandings,
  TYPE_NAMES,
} from "../../api/endpoints/connections/connection-types.ts";
import { OldFaultNotice } from "../../feedback/old-fault-notice.tsx";
import { Notice } from "../../feedback/state-view.tsx";
import { isSortedHere } from "../../list/browser/list-query.ts";
import { useLookedUpObjects } from "../../list/related-objects.ts";
import type { Listed } from "../../list/resource.ts";
import { sortKey } from "../../list/state/list-state.ts";
import type { List } from "../../list/state/use-list.ts";
import { Button } from "../../ui/button.tsx";
import { visible } from "../../ui/text/visible.ts";
import { useListStandings } from "./use-list-standings.ts";

interface NoticeProps<T extends Listed> {
  list: List<T>;
}

/** Why rows come from the lists of the types, one after the other, where they do. */
function OneByOneNotice<T extends Listed>({ list }: NoticeProps<T>) {
  const standings = useListStandings(list.resource);
  const why = WHY[standings.all ?? "listed"];
  const isShown = list.answer !== undefined && !list.isPlaceholder;
  if (why === undefined || !isShown || list.state.server.type !== undefined) return null;
  const listed = named(standings, "listed");
  const forbidden = named(standings, "forbidden");
  const missing = named(standings, "missing");
  return (
    <Notice>
      {why}{" "}
      {isSortedHere(list.question)
        ? `These were read from those of ${listed}.`
        : `Those of ${listed} follow one another, each in this order.`}
      {forbidden && ` You may not see those of ${forbidden}.`}
      {missing && ` It has none of ${missing}.`}
    </Notice>
  );
}

const WHY = {
  listed: undefined,
  missing: "This authentik has no list of all types.",
  lacking: "This authentik’s list of all types lacks the identifiers.",
  forbidden: "You may not see the list of all types.",
} as const;

/** The types of which that is known, in a sentence; the same order as they are listed in. */
function named(standings: ListStandings, standing: ListStandings["all"]): string {
  const names = CONNECTION_TYPES.filter((type) => standings[type] === standing).map(
    (type) => TYPE_NAMES[type],
  );
  const last = names.pop() ?? "";
  return names.length === 0 ? last : `${names.join(", ")} and ${last}`;
}

/** Why nothing is listed of a type that this authentik has no list of. */
function MissingTypeNotice<T extends Listed>({ list }: NoticeProps<T>) {
  const standings = useListStandings(list.resource);
  const { type } = list.state.server;
  if (type === undefined) return null;
  const isType = isConnectionType(type);
  if (isType && standings[type] !== "missing") return null;
  const name = isType ? TYPE_NAMES[type] : type;
  return (
    <Notice
      action={
        <Button look="link" onClick={() => list.change({ server: { type: null } })}>
          All types
        </Button>
      }
    >
      This authentik has no list of connections with sources of the type {visible(name)}.
    </Notice>
  );
}

/** A filter that did nothing, told by the rows: authentik ignores one that it does not know. */
function IgnoredFilterNotice<T extends Listed>({ list }: NoticeProps<T>) {
  const lookedUp = useLookedUpObjects();
  if (list.isPlaceholder) return null;
  const { relations } = list.resource;
  const ignored = relations.find(({ relation: { name, param, paramOf }, idOf, objectIn }) => {
    const wanted = list.state.server[param];
    if (wanted === undefined) return false;
    return list.entries.some((entry) => {
      if (!entry.readable) return false;
      const id = idOf(entry.value);
      const object = lookedUp[name]?.byId.get(id) ?? objectIn(entry.value) ?? undefined;
      const given = paramOf(id, object);
      return given !== "" && given !== wanted;
    });
  })?.relation;
  if (ignored === undefined) return null;
  return (
    <Notice
      action={
        <Button look="link" onClick={() => list.change({ server: { [ignored.param]: null } })}>
          Remove it
        </Button>
      }
    >
      This authentik ignores the filter by {ignored.name}: the rows are not filtered by it.
    </Notice>
  );
}

interface UnsortedNoticeProps<T extends Listed> extends NoticeProps<T> {
  columns: readonly { id?: string }[];
}

/** The only sort key of these lists that older versions lack, and ignore silently. */
function UnsortedNotice<T extends Listed>({ list, columns }: UnsortedNoticeProps<T>) {
  const unsorted =
    sortKey(list.state.sort) === "last_updated" &&
    !list.isPlaceholder &&
    list.entries.length > 0 &&
    !columns.some((column) => column.id === "last_updated");
  if (!unsorted) return null;
  return (
    <Notice
      action={
        <Button look="link" onClick={() => list.change({ sort: "-created" })}>
          Newest first
        </Button>
      }
    >
      This authentik has no “last updated” and ignores an order by it: the rows stand in its own
      order.
    </Notice>
  );
}

/** All that may be said above a list of connections. */
export function ConnectionsNotices<T extends Listed>({ list, columns }: UnsortedNoticeProps<T>) {
  return (
    <>
      <OldFaultNotice failure={list.failure} />
      <OneByOneNotice list={list} />
      <MissingTypeNotice list={list} />
      <IgnoredFilterNotice list={list} />
      <UnsortedNotice list={list} columns={columns} />
    </>
  );
}
