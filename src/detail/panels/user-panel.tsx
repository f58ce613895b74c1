import type { User } from "../../api/wire/user.ts";
import { type Target } from "../../paths.ts";
import { identityPath } from "../identity-path.ts";
import { ObjectBody } from "../object-body.tsx";
import { Avatar } from "../values/avatar.tsx";
import { Unreadable } from "./unreadable.tsx";
import { Link } from "../../link.tsx";

interface UserPanelProps {
  user: User | null;
  /** The link to a path below the user. */
  to: (step: string) => Target;
}

/** The user of a row in full; groups and roles are links one level deeper. */
export function UserPanel({ user, to }: UserPanelProps) {
  if (user === null) return <Unreadable what="user" />;
  // A row of the list has only ids; the names come with the object itself.
  const groups = user.groups.map((pk) => ({
    id: pk,
    to: to(`groups/${pk}`),
    text: user.groups_obj?.find((group) => group.pk === pk)?.name ?? pk,
  }));
  const roles = (user.roles_obj ?? []).map(({ pk, name }) => ({
    id: pk,
    to: to(`roles/${pk}`),
    text: name,
  }));
  return (
    <>
      <Avatar src={user.avatar} name={user.name || user.username} />
      <ObjectBody
        kind="user"
        object={user.raw}
        links={{ groups, groups_obj: groups, roles, roles_obj: roles }}
        targets={[{ kind: "user", pk: user.pk }]}
      >
        <p>
          <Link to={identityPath({ user: String(user.pk) })}>Connected sources</Link>
        </p>
      </ObjectBody>
    </>
  );
}
