import type { Json } from "../http/json-fields.ts";
import { createSandbox, type SandboxOptions } from "../sandbox.ts";
import { asCaller, type CallerName } from "../world/callers.ts";
import { createWorld } from "../world/world.ts";

/** The start of the test world, in epoch milliseconds. */
export const WORLD_START = Date.parse("2026-11-22T06:00:00Z");

/** A world in which no codes or tokens come or go. */
export const invented = createWorld({ seed: 1, rows: 300, start: WORLD_START, still: true });

export const CODES_PATH = "oauth2/authorization_codes/";
export const ACCESS_TOKENS_PATH = "oauth2/access_tokens/";
export const REFRESH_TOKENS_PATH = "oauth2/refresh_tokens/";
export const GROUP_CONNECTIONS_PATH = "sources/group_connections/oauth/";

type Body = {
  pagination: Record<string, number>;
  results: { pk: number; [field: string]: Json }[];
  [more: string]: unknown;
};

/**
 * Returns a function that requests paths below `/api/v3/` from a sandbox of the test world, as the admin by default.
 */
export function asking(options: Partial<SandboxOptions> = {}, as: CallerName = "admin") {
  const sandbox = createSandbox({ world: invented, now: () => WORLD_START, ...options });
  return async (path: string, init?: RequestInit) => {
    const request = new Request(`http://sandbox/api/v3/${path}`, init);
    const response = await sandbox.handle(asCaller(request, as));
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    return { response, text, body: (isJson && text !== "" ? JSON.parse(text) : null) as Body };
  };
}
