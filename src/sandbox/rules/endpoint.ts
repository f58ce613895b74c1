import {
  admitToList,
  admitToObject,
  forbidden,
  isSuperuser,
  ifVisible,
  may,
  visibleOwner,
  type Guard,
} from "./access.ts";
import { Refusal, detail, type Answer } from "../http/answer.ts";
import type { Call, Handler, Method, Route } from "../http/call.ts";
import type { Json } from "../http/json-fields.ts";
import { answerList, type List } from "./answer-list.ts";
import { wholeNumber, readUuid } from "../http/query-params.ts";

/** A list and its objects, as nearly everything in the API is laid out. */
export interface Resource<Row> {
  /** Below `/api/v3/`, such as `core/users`. */
  readonly path: string;
  /** As the server's 404 calls an object. */
  readonly model: string;
  /** As OPTIONS calls it. */
  readonly name: string;
  readonly description: string;
  readonly guard: Guard<Row>;
  readonly list: List<Row>;
  /** How the path names an object. */
  readonly key: "number" | "uuid" | "text";
  find(call: Call, key: string): Row | undefined;
  readonly listAllow: readonly Method[];
  readonly allow: readonly Method[];
  /** What can be done beside reading. */
  readonly post?: Handler;
  readonly change?: (call: Call, row: Row) => Answer | Promise<Answer>;
  readonly remove?: (call: Call, row: Row) => Answer;
  /** The fields that OPTIONS tells of where something can be written. */
  readonly fields?: Json;
  /** Whether `<key>/used_by/` is offered. */
  readonly usedBy?: boolean;
}

export function routesOf<Row>(resource: Resource<Row>): readonly Route[] {
  const { path, guard, list, name, description, change, remove, fields } = resource;
  const found = (call: Call): Row =>
    findOrRefuse(resource, call, (key) => ifVisible(guard, call, () => resource.find(call, key)));
  const writable = (call: Call): Row => {
    const row = found(call);
    if (!isSuperuser(call)) throw forbidden(call);
    return row;
  };
  const routes: Route[] = [
    {
      pattern: new RegExp(`^${path}/$`),
      admit: (call) => admitToList(guard, call),
      allow: resource.listAllow,
      handlers: {
        GET: (call) => answerList(list, call, visibleOwner(guard, call)),
        ...(resource.post && { POST: resource.post }),
      },
      name: `${name} List`,
      description,
      ...(fields !== undefined && { actions: () => ({ POST: fields }) }),
    },
    {
      pattern: new RegExp(`^${path}/([^/.]+)/$`),
      admit: (call) => admitToObject(guard, call),
      allow: resource.allow,
      handlers: {
        GET(call) {
          const row = found(call);
          return { status: 200, cost: list.cost(1, call), body: list.write(call, row) };
        },
        ...(change && {
          PUT: (call) => change(call, writable(call)),
          PATCH: (call) => change(call, writable(call)),
        }),
        ...(remove && { DELETE: (call) => remove(call, writable(call)) }),
      },
      name: `${name} Instance`,
      description,
      ...(fields !== undefined && {
        actions(call) {
          found(call);
          return { PUT: fields };
        },
      }),
    },
  ];
  if (resource.usedBy === true) {
    routes.push({
      pattern: new RegExp(`^${path}/([^/.]+)/used_by/$`),
      allow: ["GET"],
      handlers: {
        // Nothing refers to these objects.
        GET(call) {
          // Whose it is does not count here, nor what a list would have said.
          findOrRefuse(resource, call, (key) => resource.find(call, key));
          if (!may(call, guard.view)) throw forbidden(call);
          return { status: 200, cost: 40, body: [] };
        },
      },
      name: "Used by",
      description: "Get a list of all objects that use this object",
    });
  }
  return routes;
}

/** @throws Refusal 404; a key of the wrong kind is not told from one that is not there by name */
function findOrRefuse<Row>(
  resource: Resource<Row>,
  call: Call,
  find: (key: string) => Row | undefined,
): Row {
  const { version, language } = call;
  const key = readKey(resource.key, call.key);
  if (key === null) throw detail(404, "not-found", language);
  const row = find(key);
  if (row !== undefined) return row;
  if (!version.rules.not_found_names_model) throw detail(404, "not-found", language);
  throw detail(404, "no-match", language, resource.model);
}

function readKey(kind: Resource<unknown>["key"], text: string): string | null {
  switch (kind) {
    case "number":
      return wholeNumber(text)?.toString() ?? null;
    case "uuid":
      return readUuid(text);
    case "text":
      return text.includes("\0") ? null : text;
  }
}

/** For what a real server changes and the sandbox does not. */
export function unchangeable(method: string, name: string): Refusal {
  return new Refusal(501, { detail: `The sandbox does not carry out ${method} here: ${name}.` });
}
