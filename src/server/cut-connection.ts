import { ServerResponse } from "node:http";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { CUT_HEADER } from "../sandbox/faults/fault-answers.ts";

/**
 * Ends a connection as the response's `CUT_HEADER` says. Not left to the adapter, which would log the
 * error of a truncated body, and could neither reset a connection nor close it without an answer.
 */
export async function cutConnection(
  response: Response,
  outgoing: HttpBindings["outgoing"],
): Promise<Response> {
  const { socket } = outgoing;
  const kind = response.headers.get(CUT_HEADER);
  if (kind === "truncate" && outgoing instanceof ServerResponse) {
    const headers = Object.fromEntries(response.headers);
    delete headers[CUT_HEADER.toLowerCase()];
    outgoing.writeHead(response.status, headers);
    const bytes = await firstOf(response);
    await new Promise<void>((resolve) => {
      outgoing.write(bytes, () => resolve());
    });
    socket?.destroySoon();
  } else if (kind === "reset") socket?.resetAndDestroy();
  else socket?.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** The first chunk of the body, sent before the connection ends. */
async function firstOf(response: Response): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const { value = new Uint8Array() } = (await reader?.read()) ?? {};
  await reader?.cancel().catch(() => {});
  return value as Uint8Array;
}
