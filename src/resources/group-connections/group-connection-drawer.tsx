import { useQuery } from "@tanstack/react-query";
import { sourceByPkQuery } from "../../api/endpoints/sources.ts";
import type { ObjectAnswer } from "../../api/list-answer.ts";
import { failureIn } from "../../api/retry.ts";
import type { Me } from "../../api/wire/caller.ts";
import type { GroupConnection } from "../../api/wire/connections/group-connection.ts";
import { ObjectBody } from "../../detail/object-body.tsx";
import { GroupHeading, GroupPanel } from "../../detail/panels/group-panel.tsx";
import { NoSuchPath } from "../../detail/panels/no-such-path.tsx";
import { SourcePanel } from "../../detail/panels/source-panel.tsx";
import { parsePath, type PathStep } from "../../detail/path.ts";
import { useObject } from "../../detail/use-object.ts";
import { OldFaultNotice } from "../../feedback/old-fault-notice.tsx";
import { type LookUpStatus, useLookedUp } from "../../list/related-objects.ts";
import { WHY_UNNAMED } from "./why-unnamed.ts";
import { useListSearch } from "../../list/state/use-list-search.ts";
import { objectPath } from "../../paths.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";
import { ObjectDrawer } from "../object-drawer.tsx";
import { groupRelation } from "../relations/group-relation.ts";
import { sourceRelation } from "../relations/source-relation.ts";
import type { DrawerProps } from "../resource-page.tsx";

/** The drawer of a source connection, its source and its group. */
export function GroupConnectionDrawer({ list, pk, below }: DrawerProps<GroupConnection>) {
  const query = useObject(list.resource.endpoint, pk);
  const steps = parsePath(below, ["source", "group"]);
  const connection = query.data?.value;
  return (
    <ObjectDrawer
      list={list}
      pk={pk}
      steps={steps}
      query={query}
      absent={whyAbsent}
      because={<OldFaultNotice failure={failureIn(query)} />}
      heading={<Heading pk={pk} connection={connection} steps={steps} />}
    >
      {query.data && <ConnectionPanel answer={query.data} steps={steps} />}
    </ObjectDrawer>
  );
}

function whyAbsent(caller: Me | undefined): string {
  const gone = "it was deleted, or it never existed";
  return caller?.user.is_superuser === true ? gone : `it is not among those you may see, ${gone}`;
}

/** Names are looked up for the rows of the list: without rows there is no look-up, and nothing to explain. */
function whyUnnamed(status: LookUpStatus): string | undefined {
  return status === "loading" || status === "unasked" ? undefined : WHY_UNNAMED[status];
}

interface HeadingProps {
  pk: string;
  connection: GroupConnection | undefined;
  steps: readonly PathStep[];
}

function Heading({ pk, connection, steps }: HeadingProps) {
  const { byId: sources } = useLookedUp(sourceRelation);
  const last = steps.at(-1);
  const known = connection && (sources.get(connection.source) ?? connection.source_obj);
  const asked = useQuery({
    ...sourceByPkQuery(connection?.source ?? ""),
    enabled: last?.kind === "source" && !known && Boolean(connection?.source),
  }).data?.value;
  const source = known ?? asked;
  if (last === undefined) {
    if (!connection) return `Source connection ${visible(pk)}`;
    return <ServerText>{connection.identifier || pk}</ServerText>;
  }
  if (last.kind === "source") return <ServerText>{source?.name ?? "Source"}</ServerText>;
  if (last.kind === "unknown") return "No such step";
  return <GroupHeading steps={steps} user={null} root={connection?.group ?? ""} />;
}

interface ConnectionPanelProps {
  answer: ObjectAnswer<GroupConnection>;
  steps: readonly PathStep[];
}

/** The placeholder of a name: one line, as the name will mostly be. */
const WAITING = "Looking up its name";

function ConnectionPanel({ answer, steps }: ConnectionPanelProps) {
  const search = useListSearch();
  const { byId: sources, status: sourceStatus } = useLookedUp(sourceRelation);
  const { byId: groups, status: groupStatus } = useLookedUp(groupRelation);
  const connection = answer.value;
  const to = (step: string) => objectPath("source-connections", connection.pk, step, search);
  const last = steps.at(-1);
  const source = sources.get(connection.source) ?? connection.source_obj ?? undefined;
  switch (last?.kind) {
    case undefined: {
      // No link for an id that could not be read; the received value is shown unchanged.
      const sourceId = sourceStatus === "loading" ? WAITING : connection.source;
      const groupId = groupStatus === "loading" ? WAITING : connection.group;
      const sourceLink =
        connection.source === ""
          ? []
          : [
              {
                to: to("source"),
                text: source?.name || sourceId,
                detail: source ? source.slug : whyUnnamed(sourceStatus),
              },
            ];
      return (
        <ObjectBody
          kind="group-connection"
          object={connection.raw}
          problems={answer.problems}
          links={{
            source: sourceLink,
            source_obj: sourceLink,
            group:
              connection.group === ""
                ? []
                : [
                    {
                      to: to("group"),
                      text: groups.get(connection.group)?.name || groupId,
                      detail: groups.has(connection.group) ? undefined : whyUnnamed(groupStatus),
                    },
                  ],
          }}
          targets={[
            ...(source ? [{ kind: "source", slug: source.slug } as const] : []),
            { kind: "group", pk: connection.group },
          ]}
        />
      );
    }
    case "source":
      return <SourcePanel uuid={connection.source} known={source} />;
    case "unknown":
      return <NoSuchPath rest={last.rest} back={to("")} />;
    default:
      return <GroupPanel steps={steps} user={null} root={connection.group} to={to} />;
  }
}
