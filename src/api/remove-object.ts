import { queryOptions } from "@tanstack/react-query";
import { hostPath } from "../base-path.ts";
import { apiUrl, confirmed, get } from "./client.ts";
import type { Endpoint } from "./endpoint.ts";
import { ApiError, type Failure, failureOf, unreadableShape, withRequestId } from "./failures.ts";
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
  const failure = readFailure(answer, null);
  const why =
    failure.kind === "not-found" ? await whyMissing() : await confirmed(failure, path, undefined);
  if (why === "gone") return why;
  throw new ApiError(withRequestId(why, answer.requestId));
}

/**
 * Why an object was not found. authentik says that as well to whoever is signed out, and of what others have to
 * everybody but superusers. Asked anew: an answer that others wait for may be from before the session ended.
 */
async function whyMissing(): Promise<"gone" | Failure> {
  try {
    const { body } = await get("core/users/me/");
    const user = isObject(body) ? body["user"] : undefined;
    if (isObject(user)) return user["is_superuser"] === true ? "gone" : { kind: "forbidden" };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === "signed-out" || failure.kind === "token-refused") return failure;
  }
  return { kind: "not-found", unconfirmed: true };
}

/**
 * The same for an object that is in one of several lists, under one id: where the first one, that of all, is missing,
 * the others are tried in turn. A list that is missing is a 404 or an empty 405 that is no JSON.
 *
 * @param lists paths of lists, see `Endpoint`.
 * @throws ApiError, and nothing else
 */
export async function removeFromLists(
  lists: readonly string[],
  pk: number | string,
): Promise<"deleted" | "gone"> {
  let isMissed = false;
  let missing: unknown;
  for (const [index, list] of lists.entries()) {
    try {
      const how = await removeObject(`${list}${pk}/`);
      if (how === "deleted" || index === 0) return how;
      isMissed = true;
    } catch (error) {
      if (!isNoList(failureOf(error))) throw error;
      missing = error;
    }
  }
  if (isMissed) return "gone";
  throw missing;
}

function isNoList(failure: Failure): boolean {
  return failure.kind === "server"
    ? failure.status === 405
    : failure.kind === "unreadable" && failure.noPath === true;
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

/** What uses an object. authentik fails where it is asked that of the list of all connections. */
export function usedByQuery<T extends { pk: number | string }>(
  { path, ownList }: Pick<Endpoint<T>, "path" | "ownList">,
  object: T,
) {
  return queryOptions({
    queryKey: keys.usedBy(`${path}${object.pk}/`),
    queryFn: async ({ signal, client }): Promise<UsedBy[]> => {
      const list = ownList ? await ownList(object, client) : path;
      const { body, requestId } = await get(`${list}${object.pk}/used_by/`, {}, { signal });
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
