import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { sourceByPkQuery } from "../../api/endpoints/sources.ts";
import type { ObjectAnswer } from "../../api/list-answer.ts";
import { failureIn } from "../../api/retry.ts";
import type { Me } from "../../api/wire/caller.ts";
import type { GroupConnection } from "../../api/wire/connections/group-connection.ts";
import type { JsonObject } from "../../api/wire/json.ts";
import type { AdminTarget } from "../../detail/admin-links.ts";
import { ObjectBody } from "../../detail/object-body.tsx";
import { NoSuchPath } from "../../detail/panels/no-such-path.tsx";
import { SourcePanel } from "../../detail/panels/source-panel.tsx";
import { parsePath, type PathStep } from "../../detail/path.ts";
import { useObject } from "../../detail/use-object.ts";
import { OldFaultNotice } from "../../feedback/old-fault-notice.tsx";
import { type LookUpStatus, useLookedUp } from "../../list/related-objects.ts";
import type { Relation } from "../../list/relation.ts";
import { useListSearch } from "../../list/state/use-list-search.ts";
import { objectPath, type Target } from "../../paths.ts";
import { identityPath } from "../../detail/identity-path.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";
import { ObjectDrawer } from "../object-drawer.tsx";
import { sourceRelation } from "../relations/source-relation.ts";
import type { DrawerProps } from "../resource-page.tsx";
import { SourceConnected } from "./source-connected.tsx";
import { WHY_UNNAMED } from "./why-unnamed.ts";
import { Link } from "../../link.tsx";

/** What connections of groups and users have in common. */
type Connection = Pick<GroupConnection, "pk" | "source" | "source_obj" | "identifier"> & {
  raw: JsonObject;
};

interface OwnerSteps {
  /** Of the group or user; "" where it could not be read. */
  id: string;
  steps: readonly PathStep[];
}

/** Whose connection it is: a group or a user. Defined at module scope. */
export interface Owner<T, R> {
  step: "group" | "user";
  relation: Relation<R>;
  idOf: (connection: T) => string;
  Heading: (props: OwnerSteps) => ReactNode;
  Panel: (props: OwnerSteps & { to: (step: string) => Target }) => ReactNode;
  target: (id: string) => AdminTarget;
}

interface ConnectionDrawerProps<T extends Connection, R> extends DrawerProps<T> {
  owner: Owner<T, R>;
}

/** The drawer of a connection, its source and its group or user. */
export function ConnectionDrawer<T extends Connection, R>({
  list,
  pk,
  below,
  owner,
}: ConnectionDrawerProps<T, R>) {
  const query = useObject(list.resource.endpoint, pk);
  const steps = parsePath(below, ["source", owner.step]);
  const connection = query.data?.value;
  const to = (step: string) => objectPath(list.resource.name, pk, step, search);
  const search = useListSearch();
  return (
    <ObjectDrawer
      list={list}
      pk={pk}
      steps={steps}
      query={query}
      absent={whyAbsent}
      because={<OldFaultNotice failure={failureIn(query)} />}
      heading={
        <Heading
          fallback={`${list.resource.title.replace(/s$/, "")} ${visible(pk)}`}
          connection={connection}
          steps={steps}
          owner={owner}
        />
      }
    >
      {query.data && <ConnectionPanel answer={query.data} steps={steps} owner={owner} to={to} />}
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

interface HeadingProps<T, R> {
  /** While the connection is not known. */
  fallback: string;
  connection: T | undefined;
  steps: readonly PathStep[];
  owner: Owner<T, R>;
}

function Heading<T extends Connection, R>({
  fallback,
  connection,
  steps,
  owner,
}: HeadingProps<T, R>) {
  const { byId: sources } = useLookedUp(sourceRelation);
  const last = steps.at(-1);
  const known = connection && (sources.get(connection.source) ?? connection.source_obj);
  const asked = useQuery({
    ...sourceByPkQuery(connection?.source ?? ""),
    enabled: last?.kind === "source" && !known && Boolean(connection?.source),
  }).data?.value;
  const source = known ?? asked;
  if (last === undefined) {
    if (!connection) return fallback;
    return <ServerText>{connection.identifier || String(connection.pk)}</ServerText>;
  }
  if (last.kind === "source") return <ServerText>{source?.name ?? "Source"}</ServerText>;
  if (last.kind === "unknown") return "No such step";
  return <owner.Heading steps={steps} id={connection ? owner.idOf(connection) : ""} />;
}

interface ConnectionPanelProps<T, R> {
  answer: ObjectAnswer<T>;
  steps: readonly PathStep[];
  owner: Owner<T, R>;
  to: (step: string) => Target;
}

/** The placeholder of a name: one line, as the name will mostly be. */
const WAITING = "Looking up its name";

function ConnectionPanel<T extends Connection, R>({
  answer,
  steps,
  owner,
  to,
}: ConnectionPanelProps<T, R>) {
  const { byId: sources, status: sourceStatus } = useLookedUp(sourceRelation);
  const { byId: owners, status: ownerStatus } = useLookedUp(owner.relation);
  const connection = answer.value;
  const last = steps.at(-1);
  const source = sources.get(connection.source) ?? connection.source_obj ?? undefined;
  const id = owner.idOf(connection);
  switch (last?.kind) {
    case undefined: {
      const known = owners.get(id);
      // No link for an id that could not be read; the received value is shown unchanged.
      const sourceLink =
        connection.source === ""
          ? []
          : [
              {
                to: to("source"),
                text: source?.name || (sourceStatus === "loading" ? WAITING : connection.source),
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
            [owner.step]:
              id === ""
                ? []
                : [
                    {
                      to: to(owner.step),
                      text:
                        (known && owner.relation.labelOf(known)) ||
                        (ownerStatus === "loading" ? WAITING : id),
                      detail: known ? owner.relation.secondOf(known) : whyUnnamed(ownerStatus),
                    },
                  ],
          }}
          targets={[
            ...(source ? [{ kind: "source", slug: source.slug } as const] : []),
            ...(id === "" ? [] : [owner.target(id)]),
          ]}
        >
          <SameIdentity identifier={connection.identifier} step={owner.step} id={id} />
        </ObjectBody>
      );
    }
    case "source":
      return (
        <SourcePanel uuid={connection.source} known={source}>
          {(whole) => (
            <>
              <SourceConnected source={whole} />
              <p>
                <Link to={objectPath("sources", whole.pk)}>Open this source by itself</Link>
              </p>
            </>
          )}
        </SourcePanel>
      );
    case "unknown":
      return <NoSuchPath rest={last.rest} back={to("")} />;
    default:
      return <owner.Panel steps={steps} id={id} to={to} />;
  }
}

interface SameIdentityProps {
  identifier: string;
  step: "group" | "user";
  id: string;
}

function SameIdentity({ identifier, step, id }: SameIdentityProps) {
  if (identifier === "" && id === "") return null;
  return (
    <section>
      <h3>Same identity</h3>
      <ul>
        {identifier !== "" && (
          <li>
            <Link to={identityPath({ identifier })}>Everyone with this identifier</Link>
          </li>
        )}
        {id !== "" && (
          <li>
            <Link to={identityPath(step === "user" ? { user: id } : { group: id })}>
              All sources of this {step}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}
