import type { ResourceName } from "../../paths.ts";
import { defineEndpoint, getPageInParts } from "../endpoint.ts";
import { readToken } from "../wire/token.ts";
import { SLIM_ROWS } from "./slim-rows.ts";

/** The endpoints of tokens behave like that of authorization codes: see there. */
const tokens = (name: ResourceName, path: string) =>
  defineEndpoint({ name, path, read: readToken, always: SLIM_ROWS, fetch: getPageInParts });

export const accessTokensEndpoint = tokens("access-tokens", "oauth2/access_tokens/");
export const refreshTokensEndpoint = tokens("refresh-tokens", "oauth2/refresh_tokens/");
