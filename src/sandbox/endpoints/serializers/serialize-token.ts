import type { JsonFields } from "../../http/json-fields.ts";
import type { TokenEntity } from "../../world/grant-entities.ts";
import { writeGrant } from "./serialize-grant.ts";
import { keep, type Writing } from "./writing.ts";

/** An access token or a refresh token. The token itself is not told, only the claims about it. */
export function writeToken(writing: Writing, token: TokenEntity): JsonFields {
  const { id_token, revoked } = token;
  return {
    ...writeGrant(writing, token),
    id_token: id_token === null ? "" : pythonJson(keep(writing.version, "id_token", id_token)),
    revoked,
  };
}

/** JSON as the server writes it into a text: four blanks a level, nothing but ASCII. */
function pythonJson(fields: JsonFields): string {
  return JSON.stringify(fields, null, 4).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
