import { useQuery, useQueryClient } from "@tanstack/react-query";
import { allGroupsQuery, groupQuery } from "../../api/endpoints/groups.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import { readGroup, type Group } from "../../api/wire/group.ts";
import type { JsonObject } from "../../api/wire/json.ts";
import { readRole, type Role } from "../../api/wire/role.ts";
import type { User } from "../../api/wire/user.ts";
import type { FieldLinks } from "../values/object-view.tsx";
import { formatPath, type PathStep } from "../path.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { FailureView } from "../../feedback/failure-view.tsx";
import { Notice } from "../../feedback/state-view.tsx";
import type { Target } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { ObjectBody } from "../object-body.tsx";
import { Unreadable } from "./unreadable.tsx";
import { ServerText } from "../../ui/text/server-text.tsx";

interface GroupStepsProps {
  steps: readonly PathStep[];
  /** Whose groups and roles these are, where that is known. */
  user: User | null;
  /** The group a connection belongs to: what the step "group" means. */
  root?: string;
  /** The link to a path below the object. */
  to: (step: string) => Target;
}

/** The group or role at the end of the steps. */
export function GroupPanel({ steps, user, root, to }: GroupStepsProps) {
  const last = steps.at(-1);
  if (last?.kind === "roles") {
    return <RoleStep uuid={last.uuid} holder={steps.at(-2)} user={user} root={root} />;
  }
  const uuid = groupOf(last, root);
  if (uuid === undefined) return <Unreadable what="group" />;
  const path = formatPath(steps);
  return <GroupStep uuid={uuid} known={inHand(user, uuid)} to={(step) => to(`${path}/${step}`)} />;
}

/** The name of the group or role at the end of the steps. */
export function GroupHeading({ steps, user, root }: Omit<GroupStepsProps, "to">) {
  const last = steps.at(-1);
  const isRole = last?.kind === "roles";
  const uuid = isRole ? groupOf(steps.at(-2), root) : groupOf(last, root);
  const group = useQuery({ ...groupQuery(uuid ?? ""), enabled: uuid !== undefined }).data?.value;
  if (isRole) {
    const role = findRole(
      last.uuid,
      steps.at(-2)?.kind === "user"
        ? user?.roles_obj
        : rolesOf(group ?? (uuid === undefined ? undefined : inHand(user, uuid))),
    );
    return <ServerText>{role?.name ?? "Role"}</ServerText>;
  }
  return <ServerText>{(group?.name ?? (uuid && inHand(user, uuid)?.name)) || "Group"}</ServerText>;
}

interface GroupStepProps {
  uuid: string;
  known: Group | undefined;
  to: (step: string) => Target;
}

function GroupStep({ uuid, known, to }: GroupStepProps) {
  const query = useQuery(groupQuery(uuid));
  // The group nested in the user is a placeholder only after a failed attempt: replacing it shifts the fields.
  const waits = query.isLoading && query.failureCount === 0;
  const group = query.data?.value ?? (waits ? undefined : known);
  // A group has only the ids of its parents and children.
  const related = group !== undefined && relativesOf(group).length > 0;
  const names = useQuery({ ...allGroupsQuery(), enabled: related }).data?.items;
  const client = useQueryClient();
  const failure = failureIn(query);
  if (group === undefined) {
    if (failure === undefined) return <p role="status">Loading the group</p>;
    return (
      <FailureView failure={failure} what="this group" level={3} onRetry={() => askAgain(client)} />
    );
  }
  return (
    <>
      {failure && (
        <Notice
          action={
            <Button look="link" onClick={() => askAgain(client)}>
              Try again
            </Button>
          }
        >
          {query.data === undefined ? "Only what the user’s row says" : "Not up to date"}:{" "}
          {failureMessage(failure, "groups").title}.
        </Notice>
      )}
      <ObjectBody
        kind="group"
        object={group.raw}
        links={groupLinks(group, names ?? [], to)}
        targets={[{ kind: "group", pk: group.pk }]}
      />
    </>
  );
}

function relativesOf(group: Group): string[] {
  const children = group.raw["children"];
  const ids = Array.isArray(children) ? children.filter((pk) => typeof pk === "string") : [];
  return [...group.parents, ...ids];
}

function groupLinks(
  group: Group,
  others: readonly Group[],
  to: (step: string) => Target,
): FieldLinks {
  const names = new Map([
    ...others.map(({ pk, name }): [string, string] => [pk, name]),
    ...["parents_obj", "children_obj"].flatMap((field) => objectsIn(group.raw, field)),
  ]);
  const parents = group.parents.map((pk) => ({
    id: pk,
    to: to(`parents/${pk}`),
    text: names.get(pk) ?? textOf(group.raw["parent_name"]) ?? pk,
  }));
  const childIds = Array.isArray(group.raw["children"]) ? group.raw["children"] : [];
  const children = childIds.flatMap((pk) =>
    typeof pk === "string" ? [{ id: pk, to: to(`children/${pk}`), text: names.get(pk) ?? pk }] : [],
  );
  const roles = rolesOf(group).map(({ pk, name }) => ({
    id: pk,
    to: to(`roles/${pk}`),
    text: name,
  }));
  return {
    parent: parents,
    parents,
    parents_obj: parents,
    children,
    children_obj: children,
    roles,
    roles_obj: roles,
  };
}

interface RoleStepProps {
  uuid: string;
  /** The step before, to the user or group that has the role. */
  holder: PathStep | undefined;
  user: User | null;
  root: string | undefined;
}

/** A role is known only from the object that has it: it is not fetched by itself. */
function RoleStep({ uuid, holder, user, root }: RoleStepProps) {
  const group = groupOf(holder, root);
  const query = useQuery({ ...groupQuery(group ?? ""), enabled: group !== undefined });
  const client = useQueryClient();
  const failure = failureIn(query);
  if (group !== undefined && query.isLoading && !failure) {
    return <p role="status">Loading the role</p>;
  }
  const roles =
    group === undefined ? user?.roles_obj : rolesOf(query.data?.value ?? inHand(user, group));
  const role = findRole(uuid, roles);
  if (role === undefined && failure) {
    return (
      <FailureView failure={failure} what="this role" level={3} onRetry={() => askAgain(client)} />
    );
  }
  if (role === undefined) return <Unreadable what="role" />;
  return <ObjectBody kind="role" object={role.raw} targets={[{ kind: "role", pk: role.pk }]} />;
}

function groupOf(step: PathStep | undefined, root: string | undefined): string | undefined {
  if (step === undefined || step.kind === "roles") return undefined;
  if (step.kind === "group") return root === "" ? undefined : root;
  return "uuid" in step ? step.uuid : undefined;
}

function inHand(user: User | null, uuid: string): Group | undefined {
  return user?.groups_obj?.find((group) => group.pk === uuid);
}

function findRole(uuid: string, roles: readonly Role[] | null | undefined): Role | undefined {
  return roles?.find((role) => role.pk === uuid);
}

function rolesOf(group: Group | undefined): Role[] {
  const objects = group?.raw["roles_obj"];
  if (!Array.isArray(objects)) return [];
  return objects.map(readRole).flatMap((row) => (row.readable ? [row.value] : []));
}

function objectsIn(raw: JsonObject, field: string): [string, string][] {
  const objects = raw[field];
  if (!Array.isArray(objects)) return [];
  return objects
    .map(readGroup)
    .flatMap((row): [string, string][] => (row.readable ? [[row.value.pk, row.value.name]] : []));
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
