import { useQuery, useQueryClient } from "@tanstack/react-query";
import { userQuery } from "../../api/endpoints/users.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import type { UserConnection } from "../../api/wire/connections/user-connection.ts";
import type { User } from "../../api/wire/user.ts";
import { GroupHeading, GroupPanel } from "../../detail/panels/group-panel.tsx";
import { Unreadable } from "../../detail/panels/unreadable.tsx";
import { UserPanel } from "../../detail/panels/user-panel.tsx";
import type { PathStep } from "../../detail/path.ts";
import { FailureView } from "../../feedback/failure-view.tsx";
import type { Target } from "../../paths.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { ConnectionDrawer, type Owner } from "../connections/connection-drawer.tsx";
import { connectedUserRelation } from "../relations/connected-user-relation.ts";
import type { DrawerProps } from "../resource-page.tsx";

const USER: Owner<UserConnection, User> = {
  step: "user",
  relation: connectedUserRelation,
  idOf: ({ user }) => (user === null ? "" : String(user)),
  Heading: UserHeading,
  Panel: UserSteps,
  target: (pk) => ({ kind: "user", pk: Number(pk) }),
};

/** The drawer of a user's connection, its source and its user. */
export function UserConnectionDrawer(props: DrawerProps<UserConnection>) {
  return <ConnectionDrawer {...props} owner={USER} />;
}

interface UserStepsProps {
  id: string;
  steps: readonly PathStep[];
}

/** The whole user: a row has only the id. */
function useUser(id: string) {
  return useQuery({ ...userQuery(Number(id)), enabled: id !== "" });
}

function UserHeading({ id, steps }: UserStepsProps) {
  const user = useUser(id).data?.value;
  if (steps.at(-1)?.kind !== "user") return <GroupHeading steps={steps} user={user ?? null} />;
  return <ServerText>{(user && connectedUserRelation.labelOf(user)) || "User"}</ServerText>;
}

function UserSteps({ id, steps, to }: UserStepsProps & { to: (step: string) => Target }) {
  const client = useQueryClient();
  const query = useUser(id);
  const user = query.data?.value;
  if (id === "") return <Unreadable what="user" />;
  if (user === undefined) {
    const failure = failureIn(query);
    if (!failure) return <p role="status">Loading the user</p>;
    return (
      <FailureView failure={failure} what="this user" level={3} onRetry={() => askAgain(client)} />
    );
  }
  if (steps.at(-1)?.kind !== "user") return <GroupPanel steps={steps} user={user} to={to} />;
  return <UserPanel user={user} to={(step) => to(`user/${step}`)} />;
}
