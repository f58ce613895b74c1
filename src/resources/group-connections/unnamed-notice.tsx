import { useQueryClient } from "@tanstack/react-query";
import { allGroupsQuery } from "../../api/endpoints/groups.ts";
import { askAgain } from "../../api/retry.ts";
import { allSourcesQuery } from "../../api/endpoints/sources.ts";
import type { SourceConnection } from "../../api/wire/group-connection.ts";
import { Notice } from "../../feedback/state-view.tsx";
import type { List } from "../../list/state/use-list.ts";
import { Button } from "../../ui/button.tsx";
import { type LookUpStatus, useNames } from "../relations/connection-names.ts";

interface UnnamedNoticeProps {
  list: List<SourceConnection>;
}

/** Why rows show ids where names would be: once for all rows, since a title in a cell is for the mouse only. */
export function UnnamedNotice({ list }: UnnamedNoticeProps) {
  const client = useQueryClient();
  const { sources, sourceStanding, moreSources, groups, groupStanding, moreGroups } = useNames();
  const rows = list.entries.flatMap((entry) => (entry.readable ? [entry.value] : []));
  const sentences: (string | undefined)[] = [];
  if (rows.some(({ source, source_obj }) => source && !source_obj && !sources.has(source))) {
    sentences.push(whyIds("sources", sourceStanding, moreSources));
  }
  if (rows.some(({ group }) => group && !groups.has(group))) {
    sentences.push(whyIds("groups", groupStanding, moreGroups));
  }
  const said = sentences.filter((sentence) => sentence !== undefined);
  if (said.length === 0) return null;
  return (
    <Notice
      action={
        <Button
          look="link"
          onClick={() => askAgain(client, allSourcesQuery().queryKey, allGroupsQuery().queryKey)}
        >
          Look them up again
        </Button>
      }
    >
      {said.join(" ")}
    </Notice>
  );
}

function whyIds(what: string, standing: LookUpStatus, more: boolean): string | undefined {
  const all = `${what === "groups" ? "Groups" : "Sources"} are shown by their ids`;
  switch (standing) {
    case "unasked":
    case "loading":
      return undefined;
    case "forbidden":
      return `${all}: you may not look up ${what}.`;
    case "failed":
      return `${all}: looking them up failed.`;
    case "ready":
      return more
        ? `Some ${what} are shown by their ids: only the first 500 are looked up.`
        : `Some ${what} are shown by their ids: authentik does not name them to you.`;
  }
}
