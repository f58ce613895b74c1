import { useQueryClient } from "@tanstack/react-query";
import { askAgain } from "../../api/retry.ts";
import { Notice } from "../../feedback/state-view.tsx";
import { type LookUpStatus, useLookedUpObjects } from "../../list/related-objects.ts";
import type { AnyRelation } from "../../list/relation.ts";
import type { Listed } from "../../list/resource.ts";
import type { List } from "../../list/state/use-list.ts";
import { Button } from "../../ui/button.tsx";
import { capitalised } from "../../ui/text/format.ts";

interface UnnamedNoticeProps<T extends Listed> {
  list: List<T>;
}

/** Why rows show ids instead of names: once for all rows, since the `title` of a cell is for the mouse only. */
export function UnnamedNotice<T extends Listed>({ list }: UnnamedNoticeProps<T>) {
  const client = useQueryClient();
  const lookedUp = useLookedUpObjects();
  const { relations } = list.resource;
  const rows = list.entries.flatMap((entry) => (entry.readable ? [entry.value] : []));
  const sentences = relations.flatMap(({ relation, idOf, objectIn }) => {
    const names = lookedUp[relation.name];
    const isUnnamed = (row: T) => {
      const id = idOf(row);
      return id !== "" && !objectIn(row) && !names?.byId.has(id);
    };
    return names && rows.some(isUnnamed) ? whyIds(relation, names.status, names.more) : [];
  });
  if (sentences.length === 0) return null;
  const keys = relations.flatMap(({ relation }) => (relation.all ? [relation.all().queryKey] : []));
  return (
    <Notice
      action={
        <Button look="link" onClick={() => askAgain(client, ...keys)}>
          Retry
        </Button>
      }
    >
      {sentences.join(" ")}
    </Notice>
  );
}

function whyIds(
  { plural, reach = "the first 500" }: AnyRelation,
  status: LookUpStatus,
  more: boolean,
): string[] {
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
          ? `Some ${plural} are shown by their ids: only ${reach} are looked up.`
          : `Some ${plural} are shown by their ids: authentik does not name them to you.`,
      ];
  }
}
