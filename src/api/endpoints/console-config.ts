import { queryOptions } from "@tanstack/react-query";
import { basePath } from "../../base-path.ts";
import { readFailure } from "../failure-answer.ts";
import { ApiError, unreadableShape, withRequestId } from "../failures.ts";
import { FOR_GOOD } from "../freshness.ts";
import { keys } from "../keys.ts";
import { sendRequest } from "../transport.ts";
import { isObject, type JsonValue } from "../wire/json.ts";
import { redact } from "../wire/redact.ts";

/** The configuration from the process that serves the page. */
interface ConsoleConfig {
  mode: "sandbox" | "authentik";
  /** authentik's public address for links, without a slash at its end; null in the sandbox. */
  authentikUrl: string | null;
  /** The authentik version that the sandbox simulates, such as `2026.2`. */
  sandboxVersion: string | null;
  readOnly: boolean;
  /** Whether everybody's requests are sent with one token of the process. */
  oneToken: boolean;
  /** When the person signed in at this console, epoch milliseconds; null where nobody does. */
  signedInMs: number | null;
}

/** `/config.json` of the process that serves the page: not authentik's, so that failures are not confirmed there. */
export function consoleConfigQuery() {
  return queryOptions({
    queryKey: keys.consoleConfig,
    queryFn: async ({ signal }) => {
      const answer = await sendRequest(`${basePath()}config.json`, signal);
      const { ok, json, requestId } = answer;
      if (!ok || json === undefined)
        throw new ApiError(withRequestId(readFailure(answer, null), requestId));
      const config = readConsoleConfig(redact(json));
      if (config === null) throw unreadableShape(requestId);
      return config;
    },
    ...FOR_GOOD,
  });
}

/** `readOnly` is true unless it is exactly `false`, and an address that is neither http(s) nor a path of this host is dropped. */
export function readConsoleConfig(body: JsonValue): ConsoleConfig | null {
  if (!isObject(body)) return null;
  const { mode, authentikUrl, sandboxVersion, readOnly, oneToken, signedInSince } = body;
  const signedInMs = typeof signedInSince === "string" ? Date.parse(signedInSince) : NaN;
  if (mode !== "sandbox" && mode !== "authentik") return null;
  return {
    mode,
    authentikUrl: typeof authentikUrl === "string" ? addressOf(authentikUrl) : null,
    sandboxVersion: typeof sandboxVersion === "string" ? sandboxVersion : null,
    readOnly: readOnly !== false,
    oneToken: oneToken === true,
    signedInMs: Number.isNaN(signedInMs) ? null : signedInMs,
  };
}

function addressOf(text: string): string | null {
  const url = text.startsWith("/") ? location.origin + text : text;
  return /^https?:\/\//i.test(url) ? url.replace(/\/+$/, "") : null;
}
