import type { AuthorizationCode } from "../api/wire/authorization-code.ts";
import type { Provider } from "../api/wire/provider.ts";
import type { User } from "../api/wire/user.ts";
import { Avatar } from "../drill/avatar.tsx";
import type { FieldLinks } from "../drill/object-view.tsx";
import { StateView } from "../list/state-view.tsx";
import type { Target } from "../paths.ts";
import { ObjectBody } from "./object-body.tsx";

/** From a code to its user and its provider. */
export function personLinks(
  { user, provider }: AuthorizationCode,
  to: (step: string) => Target,
): FieldLinks {
  return {
    ...(user && {
      user: [
        {
          to: to("user"),
          text: user.name || user.username,
          detail: user.name ? user.username : undefined,
        },
      ],
    }),
    ...(provider && {
      provider: [
        {
          to: to("provider"),
          text: provider.name,
          detail: provider.assigned_application_name ?? undefined,
        },
      ],
    }),
  };
}

/** A code's provider, whole. */
export function ProviderBody({ provider }: { provider: Provider | null }) {
  if (provider === null) return <Unreadable what="provider" />;
  return (
    <ObjectBody
      kind="provider"
      object={provider.raw}
      targets={[
        { kind: "provider", pk: provider.pk },
        { kind: "application", slug: provider.assigned_application_slug },
      ]}
    />
  );
}

interface UserBodyProps {
  user: User | null;
  /** Where a step below the user is. */
  to: (step: string) => Target;
}

/** A code's user, whole; groups and roles are one step deeper. */
export function UserBody({ user, to }: UserBodyProps) {
  if (user === null) return <Unreadable what="user" />;
  // A row of the list has the ids only; names follow with the object itself.
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
      <Avatar src={user.avatar} name={user.name || user.username} size="large" />
      <ObjectBody
        kind="user"
        object={user.raw}
        links={{ groups, groups_obj: groups, roles, roles_obj: roles }}
        targets={[{ kind: "user", pk: user.pk }]}
      />
    </>
  );
}

/** The answer had this object, but nothing in it that could be read. */
export function Unreadable({ what }: { what: string }) {
  return (
    <StateView title={`The ${what} could not be read`}>
      <p>The raw JSON of the object it belongs to shows what came.</p>
    </StateView>
  );
}
