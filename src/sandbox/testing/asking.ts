import type { Json } from "../http/json-fields.ts";
import { createSandbox, type SandboxOptions } from "../sandbox.ts";
import { asCaller, type CallerName } from "../world/callers.ts";
import { createWorld } from "../world/world.ts";

/** When the world of these tests begins. */
export const START = Date.parse("2026-11-22T06:00:00Z");

/** One that stands still. */
export const invented = createWorld({ seed: 1, rows: 300, start: START, still: true });

export const CODES = "oauth2/authorization_codes/";
export const ACCESS_TOKENS = "oauth2/access_tokens/";
export const REFRESH_TOKENS = "oauth2/refresh_tokens/";
export const CONNECTIONS = "sources/group_connections/oauth/";

export type Body = {
  pagination: Record<string, number>;
  results: { pk: number; [field: string]: Json }[];
  [more: string]: unknown;
};

/** Asks a sandbox of the invented world by paths below `/api/v3/`: as the admin, if nobody else. */
export function asking(options: Partial<SandboxOptions> = {}, as: CallerName = "admin") {
  const sandbox = createSandbox({ world: invented, now: () => START, ...options });
  return async (path: string, init?: RequestInit) => {
    const request = new Request(`http://sandbox/api/v3/${path}`, init);
    const response = await sandbox.handle(asCaller(request, as));
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    return { response, text, body: (isJson && text !== "" ? JSON.parse(text) : null) as Body };
  };
}
