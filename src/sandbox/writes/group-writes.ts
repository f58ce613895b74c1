import type { Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { writeGroup } from "../endpoints/serializers/serialize-group.ts";
import type { GroupEntity } from "../world/entities.ts";
import { dropConnections, requireMade } from "./made-objects.ts";
import { readBody } from "./read-body.ts";
import { readFields, readFlag, readJsonObject, readText } from "./read-fields.ts";

/** POST and DELETE of `core/groups`. */
export const groupWrites = { post: createGroup, remove: removeGroup };

async function createGroup(call: Call): Promise<Answer> {
  const { state, worldIndex } = call;
  const fields = readFields<Pick<GroupEntity, "name" | "is_superuser" | "attributes">>(
    call,
    await readBody(call),
    {
      name: { read: readText },
      is_superuser: { read: readFlag, fallback: false },
      attributes: { read: readJsonObject, fallback: {} },
    },
  );
  const group: GroupEntity = { ...fields, pk: crypto.randomUUID(), parents: [], roles: [] };
  worldIndex.groups.set(group.pk, group);
  state.made.groups.add(group.pk);
  return { status: 201, cost: 60, body: writeGroup(call, group) };
}

/** Its connections go with it, its members stay. */
function removeGroup(call: Call, { pk }: GroupEntity): Answer {
  const { state, worldIndex } = call;
  const { users, members } = worldIndex;
  requireMade(state.made.groups, pk);
  dropConnections(call, (row) => row.group === pk);
  for (const member of members.get(pk) ?? []) {
    const groups = member.groups.filter((other) => other !== pk);
    users.set(member.pk, { ...member, groups });
  }
  members.delete(pk);
  worldIndex.groups.delete(pk);
  state.made.groups.delete(pk);
  return { status: 204, cost: 60 };
}
