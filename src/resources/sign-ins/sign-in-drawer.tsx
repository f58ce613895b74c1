import { useQuery } from "@tanstack/react-query";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import { userQuery } from "../../api/endpoints/users.ts";
import type { Me } from "../../api/wire/caller.ts";
import type { Provider } from "../../api/wire/provider.ts";
import { failureIn } from "../../api/retry.ts";
import { ObjectBody } from "../../detail/object-body.tsx";
import { GroupPanel } from "../../detail/panels/group-panel.tsx";
import { NoSuchPath } from "../../detail/panels/no-such-path.tsx";
import { ProviderPanel } from "../../detail/panels/provider-panel.tsx";
import { UserPanel } from "../../detail/panels/user-panel.tsx";
import { parsePath, type PathStep } from "../../detail/path.ts";
import { useObject } from "../../detail/use-object.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { FailureView } from "../../feedback/failure-view.tsx";
import { useCaller } from "../../feedback/use-caller.ts";
import type { Resource } from "../../list/resource.ts";
import { useListSearch } from "../../list/state/use-list-search.ts";
import { objectPath } from "../../paths.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";
import { ObjectDrawer } from "../object-drawer.tsx";
import type { DrawerProps } from "../resource-page.tsx";
import { OutcomeMark } from "../outcomes/outcome-mark.tsx";
import { StoryView } from "../outcomes/story-view.tsx";
import { storyQuery } from "../outcomes/story-query.ts";
import styles from "../outcomes/outcomes.module.css";

/** The drawer of a sign-in: what became of it and why, then the event in full. */
export function SignInDrawer({
  list,
  pk,
  below,
}: DrawerProps<AuthentikEvent, Resource<AuthentikEvent>>) {
  const query = useObject(list.resource.endpoint, pk);
  const { me } = useCaller();
  const steps = parsePath(below, ["user", "provider"]);
  const event = query.data?.value;
  const story = useQuery({
    ...storyQuery(event ?? null, me?.user.is_superuser ?? false),
    enabled: event !== undefined && me !== undefined,
  });
  const failure = failureIn(story);
  const { provider, outcome } = story.data ?? {};
  return (
    <ObjectDrawer
      list={list}
      pk={pk}
      steps={steps}
      query={query}
      absent={whyAbsent}
      heading={<Heading pk={pk} event={event} />}
      status={steps.length === 0 && (outcome ? <OutcomeMark outcome={outcome} /> : "…")}
    >
      {steps.length > 0 ? (
        <NestedPanel pk={pk} event={event} provider={provider} steps={steps} />
      ) : (
        event && (
          <>
            {story.data ? (
              <StoryView event={event} story={story.data} />
            ) : (
              <p role="status" className={styles["story"]}>
                {failure
                  ? `What became of it was not read. ${failureMessage(failure, "codes and tokens").title}.`
                  : "Reading its codes and tokens …"}
              </p>
            )}
            {/* Not before the story, which would push it down. */}
            {(story.data ?? failure) !== undefined && (
              <ObjectBody
                kind="event"
                object={event.raw}
                problems={query.data?.problems ?? []}
                targets={[
                  ...(event.user ? [{ kind: "user", pk: event.user.pk } as const] : []),
                  ...(provider
                    ? [
                        { kind: "provider", pk: provider.pk } as const,
                        { kind: "application", slug: provider.assigned_application_slug } as const,
                      ]
                    : []),
                ]}
              />
            )}
          </>
        )
      )}
    </ObjectDrawer>
  );
}

interface NestedPanelProps {
  pk: string;
  event: AuthentikEvent | undefined;
  /** undefined while it is being looked up. */
  provider: Provider | null | undefined;
  steps: readonly PathStep[];
}

/** The user or the provider: an event has only their names, so the user is fetched. */
function NestedPanel({ pk, event, provider, steps }: NestedPanelProps) {
  const search = useListSearch();
  const to = (step: string) => objectPath("sign-ins", pk, step, search);
  const last = steps.at(-1);
  const isOfUser = steps[0]?.kind === "user";
  const query = useQuery({
    ...userQuery(event?.user?.pk ?? 0),
    enabled: isOfUser && event?.user !== null && event !== undefined,
  });
  const failure = failureIn(query);
  const user = query.data?.value ?? null;
  if (last?.kind === "unknown") return <NoSuchPath rest={last.rest} back={to("")} />;
  if (last?.kind === "provider") {
    if (provider === undefined) return <p role="status">Loading the provider</p>;
    return <ProviderPanel provider={provider} status={{ kind: "in-row" }} one="code" />;
  }
  if (failure)
    return (
      <FailureView
        failure={failure}
        what="this user"
        level={3}
        onRetry={() => void query.refetch()}
      />
    );
  if (user === null) return <p role="status">Loading the user</p>;
  return last?.kind === "user" ? (
    <UserPanel user={user} to={(step) => to(`user/${step}`)} />
  ) : (
    <GroupPanel steps={steps} user={user} to={to} />
  );
}

function whyAbsent(caller: Me | undefined): string {
  const gone = "it was deleted, with its user or at the end of its retention, or it never existed";
  return caller?.user.is_superuser === true ? gone : `you may not see it, ${gone}`;
}

function Heading({ pk, event }: { pk: string; event: AuthentikEvent | undefined }) {
  if (!event) return `Sign-in ${visible(pk)}`;
  return (
    <>
      Sign-in of <ServerText>{event.user?.username ?? "unknown user"}</ServerText> to{" "}
      <ServerText>{event.context.application?.name ?? "unknown application"}</ServerText>
    </>
  );
}
