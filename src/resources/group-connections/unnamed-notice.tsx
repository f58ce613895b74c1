import { useQueryClient } from "@tanstack/react-query";
import { askAgain } from "../../api/retry.ts";
import type { GroupConnection } from "../../api/wire/connections/group-connection.ts";
import { Notice } from "../../feedback/state-view.tsx";
import { type LookUpStatus, useLookedUpObjects } from "../../list/related-objects.ts";
import type { List } from "../../list/state/use-list.ts";
import { Button } from "../../ui/button.tsx";
import { capitalised } from "../../ui/text/format.ts";

interface UnnamedNoticeProps {
  list: List<GroupConnection>;
}

/** Why rows show ids instead of names: once for all rows, since the `title` of a cell is for the mouse only. */
export function UnnamedNotice({ list }: UnnamedNoticeProps) {
  const client = useQueryClient();
  const lookedUp = useLookedUpObjects();
  const { relations } = list.resource;
  const rows = list.entries.flatMap((entry) => (entry.readable ? [entry.value] : []));
  const sentences = relations.flatMap(({ relation, idOf, objectIn }) => {
    const names = lookedUp[relation.name];
    const isUnnamed = (row: GroupConnection) => {
      const id = idOf(row);
      return id !== "" && !objectIn(row) && !names?.byId.has(id);
    };
    return names && rows.some(isUnnamed) ? whyIds(relation.plural, names.status, names.more) : [];
  });
  if (sentences.length === 0) return null;
  const keys = relations.flatMap(({ relation }) => (relation.all ? [relation.all().queryKey] : []));
  return (
    <Notice
      action={
        <Button look="link" onClick={() => askAgain(client, ...keys)}>
          Look them up again
        </Button>
      }
    >
      {sentences.join(" ")}
    </Notice>
  );
}

function whyIds(plural: string, status: LookUpStatus, more: boolean): string[] {
  const all = `${capitalised(plural)} are shown by their ids`;
  switch (status) {
    case "unasked":
    case "loading":
      return [];
    case "forbidden":
      return [`${all}: you may not look up ${plural}.`];
    case "failed":
      return [`${all}: looking them up failed.`];
    case "ready":
      return [
        more
          ? `Some ${plural} are shown by their ids: only the first 500 are looked up.`
          : `Some ${plural} are shown by their ids: authentik does not name them to you.`,
      ];
  }
}
