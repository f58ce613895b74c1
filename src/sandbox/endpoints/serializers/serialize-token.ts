import type { JsonFields } from "../../http/json-fields.ts";
import type { TokenEntity } from "../../world/grant-entities.ts";
import { writeGrant } from "./serialize-grant.ts";
import { keepKnownFields, type WriteContext } from "./write-context.ts";

/** An access token or a refresh token. The API does not send the token itself, only its claims. */
export function writeToken(context: WriteContext, token: TokenEntity): JsonFields {
  const { id_token, revoked } = token;
  return {
    ...writeGrant(context, token),
    id_token:
      id_token === null ? "" : pythonJson(keepKnownFields(context.version, "id_token", id_token)),
    revoked,
  };
}

/** JSON as the server puts it into a text: indented by four blanks, ASCII only. */
function pythonJson(fields: JsonFields): string {
  return JSON.stringify(fields, null, 4).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
