import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import { CLIENT_FIELDS } from "../../api/wire/provider.ts";
import type { User } from "../../api/wire/user.ts";
import { Avatar } from "../values/avatar.tsx";
import { type FieldLinks, ObjectView } from "../values/object-view.tsx";
import { StateView } from "../../feedback/state-view.tsx";
import type { Target } from "../../paths.ts";
import { ObjectBody } from "../object-body.tsx";
import { ProviderNote } from "./provider-note.tsx";
import type { WholeProvider } from "./use-whole-provider.ts";

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

/** What of a provider says most about a code, in short; where only its base is known, which one it is. */
export function ProviderSummary({ provider, status: standing }: WholeProvider) {
  if (provider === null) return null;
  const fields =
    standing.kind === "with-code" || standing.kind === "asked"
      ? CLIENT_FIELDS
      : ["name", "assigned_application_name"];
  return (
    <>
      <ObjectView
        kind="provider"
        object={provider.raw}
        only={{ title: "Provider, in short", fields }}
      />
      <ProviderNote standing={standing} />
    </>
  );
}

/** A code's provider, whole where that may be seen. */
export function ProviderPanel({ provider, status: standing }: WholeProvider) {
  if (provider === null) return <Unreadable what="provider" />;
  return (
    <>
      <ProviderNote standing={standing} />
      <ObjectBody
        kind="provider"
        object={provider.raw}
        targets={[
          { kind: "provider", pk: provider.pk },
          { kind: "application", slug: provider.assigned_application_slug },
        ]}
      />
    </>
  );
}

interface UserBodyProps {
  user: User | null;
  /** Where a step below the user is. */
  to: (step: string) => Target;
}

/** A code's user, whole; groups and roles are one step deeper. */
export function UserPanel({ user, to }: UserBodyProps) {
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
    <StateView level={3} title={`The ${what} could not be read`}>
      <p>The raw JSON of the object it belongs to shows what came.</p>
    </StateView>
  );
}
