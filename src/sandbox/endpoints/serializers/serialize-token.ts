import type { JsonFields } from "../../http/json-fields.ts";
import type { TokenEntity } from "../../world/grant-entities.ts";
import { writeGrant } from "./serialize-grant.ts";
import { keepKnownFields, type WriteContext } from "./write-context.ts";

/** An access or refresh token. The API sends only its claims, never the token itself. */
export function writeToken(context: WriteContext, token: TokenEntity): JsonFields {
  const { id_token, revoked } = token;
  return {
    ...writeGrant(context, token),
    id_token:
      id_token === null ? "" : pythonJson(keepKnownFields(context.version, "id_token", id_token)),
    revoked,
  };
}

/** JSON as the server embeds it in a string: indented by four spaces, ASCII only. */
function pythonJson(fields: JsonFields): string {
  return JSON.stringify(fields, null, 4).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
