import {
  authorizeList,
  authorizeObject,
  notPermitted,
  isSuperuser,
  ifVisible,
  hasPermission,
  visibleOwner,
  type Guard,
} from "./access.ts";
import { ErrorAnswer, errorDetail, type Answer } from "../http/answer.ts";
import type { Call, Handler, Method, Route } from "../http/call.ts";
import type { Json } from "../http/json-fields.ts";
import { answerList, type ListRules } from "./answer-list.ts";
import { wholeNumber, readUuid } from "../http/query-params.ts";

/** A list and its objects, the layout of nearly every part of the API. */
export interface EndpointDefinition<Row> {
  /** Relative to `/api/v3/`, such as `core/users`. */
  readonly path: string;
  /** The model name in the server's 404. */
  readonly model: string;
  /** The name in the OPTIONS response, without its suffix. */
  readonly name: string;
  readonly description: string;
  readonly guard: Guard<Row>;
  readonly list: ListRules<Row>;
  /** The kind of key in the path of an object. */
  readonly key: "number" | "uuid" | "text";
  find(call: Call, key: string): Row | undefined;
  readonly listAllow: readonly Method[];
  readonly allow: readonly Method[];
  /** Handlers of methods besides GET. */
  readonly post?: Handler;
  readonly change?: (call: Call, row: Row) => Answer | Promise<Answer>;
  readonly remove?: (call: Call, row: Row) => Answer;
  /** The fields that OPTIONS lists, if something can be written. */
  readonly fields?: Json;
  /** Whether `<key>/used_by/` exists. */
  readonly usedBy?: boolean;
}

export function routesOf<Row>(endpoint: EndpointDefinition<Row>): readonly Route[] {
  const { path, guard, list, name, description, change, remove, fields } = endpoint;
  const found = (call: Call): Row =>
    findOr404(endpoint, call, (key) => ifVisible(guard, call, () => endpoint.find(call, key)));
  const writable = (call: Call): Row => {
    const row = found(call);
    if (!isSuperuser(call)) throw notPermitted(call);
    return row;
  };
  const routes: Route[] = [
    {
      pattern: new RegExp(`^${path}/$`),
      authorize: (call) => authorizeList(guard, call),
      allow: endpoint.listAllow,
      handlers: {
        GET: (call) => answerList(list, call, visibleOwner(guard, call)),
        ...(endpoint.post && { POST: endpoint.post }),
      },
      name: `${name} List`,
      description,
      ...(fields !== undefined && { actions: () => ({ POST: fields }) }),
    },
    {
      pattern: new RegExp(`^${path}/([^/.]+)/$`),
      authorize: (call) => authorizeObject(guard, call),
      allow: endpoint.allow,
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
  if (endpoint.usedBy === true) {
    routes.push({
      pattern: new RegExp(`^${path}/([^/.]+)/used_by/$`),
      allow: ["GET"],
      handlers: {
        // Always empty: nothing uses these objects.
        GET(call) {
          // Unlike a detail, it is found whoever owns it.
          findOr404(endpoint, call, (key) => endpoint.find(call, key));
          if (!hasPermission(call, guard.view)) throw notPermitted(call);
          return { status: 200, cost: 40, body: [] };
        },
      },
      name: "Used by",
      description: "Get a list of all objects that use this object",
    });
  }
  return routes;
}

/** @throws ErrorAnswer 404, which in newer versions names the model, unless the key is malformed */
function findOr404<Row>(
  endpoint: EndpointDefinition<Row>,
  call: Call,
  find: (key: string) => Row | undefined,
): Row {
  const { version, language } = call;
  const key = readKey(endpoint.key, call.key);
  if (key === null) throw errorDetail(404, "not-found", language);
  const row = find(key);
  if (row !== undefined) return row;
  if (!version.rules.not_found_names_model) throw errorDetail(404, "not-found", language);
  throw errorDetail(404, "no-match", language, endpoint.model);
}

function readKey(kind: EndpointDefinition<unknown>["key"], text: string): string | null {
  switch (kind) {
    case "number":
      return wholeNumber(text)?.toString() ?? null;
    case "uuid":
      return readUuid(text);
    case "text":
      return text.includes("\0") ? null : text;
  }
}

/** For what a real server would do but the sandbox does not implement. */
export function notCarriedOut(method: string, name: string): ErrorAnswer {
  return new ErrorAnswer(501, {
    detail: `The sandbox does not carry out ${method} here: ${name}.`,
  });
}
