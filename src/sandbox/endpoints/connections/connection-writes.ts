import { ErrorAnswer, ServerFault, type Answer } from "../../http/answer.ts";
import type { Call, Handler } from "../../http/call.ts";
import type { JsonFields } from "../../http/json-fields.ts";
import { message } from "../../http/messages.ts";
import type { ConnectionKind, GroupConnectionEntity } from "../../world/source-entities.ts";
import { readBody } from "../../writes/read-body.ts";
import { readFields, readRelation, readText } from "../../writes/read-fields.ts";
import { writeGroupConnection } from "../serializers/serialize-connection.ts";

type Fields = Pick<GroupConnectionEntity, "group" | "source" | "identifier">;

/** POST to the list of a kind. Versions without connection writes crash, but only after parsing the body. */
export function createConnection(kind: ConnectionKind): Handler {
  return (call) => create(call, kind);
}

async function create(call: Call, kind: ConnectionKind): Promise<Answer> {
  const data = await readBody(call);
  if (!call.version.rules.connection_writes) throw new ServerFault();
  const { group, source, identifier } = validated(call, data);
  refuseDuplicate(call, group, source, null);
  const row: GroupConnectionEntity = {
    pk: call.state.nextConnection(),
    kind,
    group,
    source,
    identifier,
    created: call.at,
    last_updated: call.at,
  };
  call.worldIndex.connections.set(row.pk, row);
  return { status: 201, cost: 50, body: writeGroupConnection(call, row) };
}

/** PUT and PATCH. Versions without connection writes return 200 and change nothing. */
export async function changeConnection(call: Call, row: GroupConnectionEntity): Promise<Answer> {
  const data = await readBody(call);
  let changed = row;
  if (call.version.rules.connection_writes) {
    const fields = validated(call, data, call.request.method === "PATCH" ? row : undefined);
    changed = { ...row, ...fields, last_updated: call.at };
    refuseDuplicate(call, changed.group, changed.source, row.pk);
    call.worldIndex.connections.set(row.pk, changed);
  }
  return { status: 200, cost: 50, body: writeGroupConnection(call, changed) };
}

/**
 * @param known the values of fields that may be missing
 * @throws ErrorAnswer 400 with errors keyed by field
 */
function validated(call: Call, data: JsonFields, known?: Fields): Fields {
  const { groups, sources } = call.worldIndex;
  return readFields<Fields>(call, data, {
    group: { read: readRelation(groups), ...(known && { fallback: known.group }) },
    source: { read: readRelation(sources), ...(known && { fallback: known.source }) },
    identifier: { read: readText, ...(known && { fallback: known.identifier }) },
  });
}

function refuseDuplicate(call: Call, group: string, source: string, except: number | null): void {
  for (const row of call.worldIndex.connections.values()) {
    if (row.pk !== except && row.group === group && row.source === source) {
      const error = message("not-unique", call.language, "group, source");
      throw new ErrorAnswer(400, { non_field_errors: [error] });
    }
  }
}
