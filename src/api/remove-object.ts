import { queryOptions } from "@tanstack/react-query";
import { hostPath } from "../base-path.ts";
import { apiUrl, confirmed, get } from "./client.ts";
import { ApiError, unreadableShape, withRequestId } from "./failures.ts";
import { readFailure } from "./failure-answer.ts";
import { keys } from "./keys.ts";
import { sendRequest } from "./transport.ts";
import { isObject, type JsonValue } from "./wire/json.ts";

/** The kinds of objects that can be deleted from here, by the part of their path that names them. */
const KIND =
  /^(?:oauth2\/(authorization_codes|access_tokens|refresh_tokens)|sources\/(group_connections|user_connections)\/[a-z]+)\/$/;

export type DeletableKind =
  | "authorization_codes"
  | "access_tokens"
  | "refresh_tokens"
  | "group_connections"
  | "user_connections";

/** The kind of the objects of an endpoint, by its path; undefined where they cannot be deleted from here. */
export function deletableKind(path: string): DeletableKind | undefined {
  const [, grants, connections] = KIND.exec(path) ?? [];
  return (grants ?? connections) as DeletableKind | undefined;
}

/**
 * Deletes an object. It is not repeated by itself.
 *
 * @param path below `/api/v3/`, with a trailing slash.
 * @returns "gone": it was not there any more, and somebody is signed in who would have seen it.
 * @throws ApiError, and nothing else
 */
export async function removeObject(path: string): Promise<"deleted" | "gone"> {
  const headers = { Accept: "application/json", ...ownHeader() };
  const answer = await sendRequest(apiUrl(path, {}), undefined, { method: "DELETE", headers });
  // A page that answers 200 to everything has deleted nothing.
  if (answer.status === 204) return "deleted";
  const failure = await confirmed(readFailure(answer, null), path, undefined);
  if (failure.kind === "not-found" && !failure.unconfirmed) return "gone";
  throw new ApiError(withRequestId(failure, answer.requestId));
}

/** What another site's page cannot send: to the process a header, to authentik its own token against forged requests. */
function ownHeader(): Record<string, string> {
  if (hostPath() === undefined) return { "X-Grantlens": "1" };
  const [, token] = /(?:^|; )authentik_csrf=([^;]*)/.exec(document.cookie) ?? [];
  return token === undefined ? {} : { "X-authentik-CSRF": token };
}

/** An object that uses another. */
interface UsedBy {
  kind: string;
  name: string;
}

/** What uses an object, by its path. authentik fails on those of all connections at once, and knows none of codes. */
export function usedByQuery(path: string) {
  return queryOptions({
    queryKey: keys.usedBy(path),
    queryFn: async ({ signal }): Promise<UsedBy[]> => {
      const { body, requestId } = await get(`${path}used_by/`, {}, { signal });
      if (!Array.isArray(body)) throw unreadableShape(requestId);
      return body.map((value: JsonValue) => ({
        kind: textIn(value, "model_name"),
        name: textIn(value, "name"),
      }));
    },
    retry: false,
  });
}

function textIn(value: JsonValue, name: string): string {
  const text = isObject(value) ? value[name] : undefined;
  return typeof text === "string" ? text : "unknown";
}
