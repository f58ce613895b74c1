import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ObjectAnswer } from "../../api/list-answer.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import {
  SOURCE_CONNECTIONS,
  sourceConnectionQuery,
} from "../../api/endpoints/group-connections.ts";
import { sourceByPkQuery } from "../../api/endpoints/sources.ts";
import type { SourceConnection } from "../../api/wire/group-connection.ts";
import type { Me } from "../../api/wire/caller.ts";
import type { Source } from "../../api/wire/source.ts";
import { parsePath, type PathStep } from "../../detail/path.ts";
import { FailureView } from "../../feedback/state-view.tsx";
import type { List } from "../../list/state/use-list.ts";
import { objectPath } from "../../paths.ts";
import { OldFaultNotice } from "../../feedback/old-fault-notice.tsx";
import { type LookUpStatus, useNames, WHY_UNNAMED } from "../relations/connection-names.ts";
import { GroupHeading, GroupPanel } from "../../detail/panels/group-panel.tsx";
import { NoSuchPath } from "../../detail/panels/no-such-path.tsx";
import { ObjectBody } from "../../detail/object-body.tsx";
import { ObjectDrawer } from "../object-drawer.tsx";
import { visible } from "../../ui/text/visible.ts";
import { Unreadable } from "../../detail/panels/person-panels.tsx";
import { useListSearch } from "../../list/state/use-list-search.ts";
import { useObject } from "../../detail/use-object.ts";
import { ServerText } from "../../ui/text/server-text.tsx";

interface SourceConnectionDrawerProps {
  list: List<SourceConnection>;
  pk: string;
  /** The path below the connection. */
  below: string;
}

/** One source connection and what it joins. */
export function SourceConnectionDrawer({ list, pk, below }: SourceConnectionDrawerProps) {
  const query = useObject(SOURCE_CONNECTIONS.name, pk, sourceConnectionQuery);
  const steps = parsePath(below, "source-connection");
  const connection = query.data?.value;
  return (
    <ObjectDrawer
      list={list}
      pk={pk}
      steps={steps}
      query={query}
      noun="source connection"
      absent={whyAbsent}
      because={<OldFaultNotice failure={failureIn(query)} />}
      listTitle="Source connections"
      heading={<Heading pk={pk} connection={connection} steps={steps} />}
    >
      {query.data && <ConnectionStep answer={query.data} steps={steps} />}
    </ObjectDrawer>
  );
}

function whyAbsent(caller: Me | undefined): string {
  const gone = "it was deleted, or it never existed";
  return caller?.user.is_superuser === true ? gone : `it is not among those you may see, ${gone}`;
}

/** Names are looked up for the rows of the list: without rows nobody asks for them, and there is nothing to say. */
function whyUnnamed(standing: LookUpStatus): string | undefined {
  return standing === "loading" || standing === "unasked" ? undefined : WHY_UNNAMED[standing];
}

interface HeadingProps {
  pk: string;
  connection: SourceConnection | undefined;
  steps: readonly PathStep[];
}

function Heading({ pk, connection, steps }: HeadingProps) {
  const { sources } = useNames();
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

interface ConnectionStepProps {
  answer: ObjectAnswer<SourceConnection>;
  steps: readonly PathStep[];
}

/** In the place of a name that is looked up: one line, as the name will mostly be. */
const WAITING = "Looking up its name";

function ConnectionStep({ answer, steps }: ConnectionStepProps) {
  const search = useListSearch();
  const { sources, sourceStanding, groups, groupStanding } = useNames();
  const connection = answer.value;
  const to = (step: string) => objectPath("source-connections", connection.pk, step, search);
  const last = steps.at(-1);
  const source = sources.get(connection.source) ?? connection.source_obj ?? undefined;
  switch (last?.kind) {
    case undefined: {
      // An id that could not be read leads nowhere; what came in its place is shown as it is.
      const sourceId = sourceStanding === "loading" ? WAITING : connection.source;
      const groupId = groupStanding === "loading" ? WAITING : connection.group;
      const sourceLink =
        connection.source === ""
          ? []
          : [
              {
                to: to("source"),
                text: source?.name || sourceId,
                detail: source ? source.slug : whyUnnamed(sourceStanding),
              },
            ];
      return (
        <ObjectBody
          kind="source-connection"
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
                      detail: groups.has(connection.group) ? undefined : whyUnnamed(groupStanding),
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
      return <SourceStep uuid={connection.source} known={source} />;
    case "unknown":
      return <NoSuchPath rest={last.rest} back={to("")} />;
    default:
      return <GroupPanel steps={steps} user={null} root={connection.group} to={to} />;
  }
}

interface SourceStepProps {
  uuid: string;
  known: Source | undefined;
}

/** The source of a connection. A nested one does not tell its type, so it is looked up as well. */
function SourceStep({ uuid, known }: SourceStepProps) {
  const whole = known !== undefined && known.component !== null && known.component !== "";
  const client = useQueryClient();
  const query = useQuery({ ...sourceByPkQuery(uuid), enabled: !whole && uuid !== "" });
  const source = whole ? known : (query.data?.value ?? known);
  if (source === undefined) {
    if (uuid === "") return <Unreadable what="source" />;
    const failure = failureIn(query);
    if (!failure) return <p role="status">Loading the source</p>;
    return (
      <FailureView
        failure={failure}
        what="this source"
        level={3}
        onRetry={() => askAgain(client)}
      />
    );
  }
  return (
    <ObjectBody
      kind="source"
      object={source.raw}
      targets={[{ kind: "source", slug: source.slug }]}
    />
  );
}
