import type { ObjectAnswer } from "../../api/list-answer.ts";
import type { Me } from "../../api/wire/caller.ts";
import type { Grant } from "../../api/wire/grant.ts";
import { ObjectBody } from "../../detail/object-body.tsx";
import { GroupHeading, GroupPanel } from "../../detail/panels/group-panel.tsx";
import { NoSuchPath } from "../../detail/panels/no-such-path.tsx";
import { ProviderPanel, ProviderSummary } from "../../detail/panels/provider-panel.tsx";
import { type ProviderStatus, useWholeProvider } from "../../detail/panels/use-whole-provider.ts";
import { UserPanel } from "../../detail/panels/user-panel.tsx";
import { parsePath, type PathStep } from "../../detail/path.ts";
import { type Gone, goneOf, useObject } from "../../detail/use-object.ts";
import type { FieldLinks } from "../../detail/values/object-view.tsx";
import { ExpiryStatusMark } from "../../expiring/expiry-status.tsx";
import { ExpiryClock } from "../../expiring/expiry-clock.tsx";
import { GoneSummary } from "../../expiring/gone-summary.tsx";
import { useDeletedRows } from "../../list/change/deleted-rows.ts";
import { short } from "../../list/resource.ts";
import { useListSearch } from "../../list/state/use-list-search.ts";
import { objectPath, type Target } from "../../paths.ts";
import { capitalised } from "../../ui/text/format.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { isSameName, visible } from "../../ui/text/visible.ts";
import { ObjectDrawer } from "../object-drawer.tsx";
import { Origin } from "../outcomes/origin.tsx";
import { providerRelation } from "../relations/provider-relation.ts";
import { userRelation } from "../relations/user-relation.ts";
import type { DrawerProps } from "../resource-page.tsx";
import type { GrantResource } from "./grant-resource.ts";

/** The drawer of a code or token and its nested objects. */
export function GrantDrawer<T extends Grant>({
  list,
  pk,
  below,
}: DrawerProps<T, GrantResource<T>>) {
  const { resource } = list;
  const query = useObject(resource.endpoint, pk);
  const steps = parsePath(below, ["provider", "user"]);
  const last = steps.at(-1);
  const whole = useWholeProvider(
    query.data?.value.provider ?? null,
    last === undefined || last.kind === "provider",
  );
  const gone = goneOf(query);
  const answer = query.data && {
    ...query.data,
    value: { ...query.data.value, provider: whole.provider },
  };

  return (
    <ObjectDrawer
      list={list}
      pk={pk}
      steps={steps}
      query={query}
      absent={(caller) => whyAbsent(caller, resource.gone)}
      heading={<Heading pk={pk} grant={answer?.value} noun={resource.noun} steps={steps} />}
      status={
        // Below the name of a nested object it would seem to be that object's status.
        answer &&
        gone === undefined &&
        steps.length === 0 && (
          <ExpiryStatusMark key={answer.value.pk} entry={entryOf(answer)} trait={resource.expiry} />
        )
      }
    >
      {answer && (
        <GrantPanel
          resource={resource}
          answer={answer}
          gone={gone}
          status={whole.status}
          steps={steps}
          onEnd={() => void query.refetch()}
        />
      )}
    </ObjectDrawer>
  );
}

/** Only superusers are shown the codes and tokens of others. */
function whyAbsent(caller: Me | undefined, gone: string): string {
  if (caller?.user.is_superuser === true) return `it is ${gone}`;
  return `it is somebody else’s, ${gone}`;
}

interface HeadingProps {
  pk: string;
  grant: Grant | undefined;
  noun: readonly [one: string, many: string];
  steps: readonly PathStep[];
}

function Heading({ pk, grant, noun, steps }: HeadingProps) {
  const last = steps.at(-1);
  const user = grant?.user;
  switch (last?.kind) {
    case undefined:
      if (!user && !grant?.provider) return `${capitalised(noun[0])} ${visible(pk)}`;
      return (
        <>
          {capitalised(short(noun)[0])} for{" "}
          <ServerText>{user ? userRelation.labelOf(user) : "unknown user"}</ServerText> to{" "}
          <ServerText>{grant?.provider?.name ?? "unknown provider"}</ServerText>
        </>
      );
    case "provider":
      return <ServerText>{grant?.provider?.name || "Provider"}</ServerText>;
    case "user":
      return <ServerText>{(user && userRelation.labelOf(user)) || "User"}</ServerText>;
    case "unknown":
      return "Not found";
    default:
      return <GroupHeading steps={steps} user={user ?? null} />;
  }
}

interface GrantPanelProps<T extends Grant> {
  resource: GrantResource<T>;
  /** Its provider is the most complete one known; its raw object is unchanged. */
  answer: ObjectAnswer<T>;
  gone: Gone | undefined;
  /** The status of that provider. */
  status: ProviderStatus;
  steps: readonly PathStep[];
  /** Looks again, when it has ended. */
  onEnd: () => void;
}

function GrantPanel<T extends Grant>({
  resource,
  answer,
  gone,
  status,
  steps,
  onEnd,
}: GrantPanelProps<T>) {
  const search = useListSearch();
  const deleted = useDeletedRows(resource);
  const { value: grant, problems } = answer;
  const { provider, user } = grant;
  const [one] = short(resource.noun);
  const to = (step: string) => objectPath(resource.name, grant.pk, step, search);
  const last = steps.at(-1);
  switch (last?.kind) {
    case undefined:
      return (
        <>
          {deleted.has(String(grant.pk)) ? null : gone ? (
            <GoneSummary row={grant} trait={resource.expiry} gone={gone} />
          ) : (
            <ExpiryClock
              entry={entryOf(answer)}
              trait={resource.expiry}
              pending={status.kind === "loading"}
              onEnd={onEnd}
            />
          )}
          <Origin resource={resource.name} grant={grant} one={one} isGone={gone !== undefined} />
          <ObjectBody
            kind="grant"
            object={grant.raw}
            problems={problems}
            links={grantLinks(grant, to)}
            targets={[
              ...(provider ? [{ kind: "provider", pk: provider.pk } as const] : []),
              ...(user ? [{ kind: "user", pk: user.pk } as const] : []),
            ]}
          >
            <ProviderSummary
              provider={provider}
              status={status}
              one={one}
              validity={resource.validity}
            />
          </ObjectBody>
        </>
      );
    case "provider":
      return <ProviderPanel provider={provider} status={status} one={one} />;
    case "user":
      return <UserPanel user={user} to={(step) => to(`user/${step}`)} />;
    case "unknown":
      return <NoSuchPath rest={last.rest} back={to("")} />;
    default:
      return <GroupPanel steps={steps} user={user} to={to} />;
  }
}

function entryOf<T>({ value, asOf: answeredAt, listedAt }: ObjectAnswer<T>) {
  return { value, answeredAt, ...(listedAt !== undefined && { listedAt }) };
}

/** Links from a code or token to its user and its provider. */
function grantLinks({ user, provider }: Grant, to: (step: string) => Target): FieldLinks {
  const link = (step: string, text: string, second = "") => ({
    [step]: [{ to: to(step), text, detail: isSameName(text, second) ? undefined : second }],
  });
  const { labelOf, secondOf } = userRelation;
  return {
    ...(user && link("user", labelOf(user), secondOf(user))),
    ...(provider && link("provider", provider.name, providerRelation.secondOf(provider))),
  };
}
