/** The injected faulty responses; `fault-spec.ts` lists the kinds. */
import { htmlPage } from "../http/answer.ts";
import type { Fault } from "./fault-spec.ts";

/**
 * Tells the server process how to end the connection: `drop`, `reset`, or `truncate` (after the partial body). Where
 * there is no connection, reading the body fails instead.
 */
export const CUT_HEADER = "X-Sandbox-Cut";

const HTML = "text/html; charset=utf-8";
const PIECES = 40;

/** The response that replaces the correct one; null for a fault that modifies the correct one. */
export function replacementAnswer({ kind, ms }: Fault, headers: Headers): Response | null {
  const retry = String(Math.max(0, Math.ceil(ms / 1000)));
  switch (kind) {
    case "500":
      headers.set("Content-Type", HTML);
      return new Response(htmlPage(500), { status: 500, headers });
    case "502":
      // Sent by the proxy in front of the server, which sets no request id.
      headers.delete("X-authentik-id");
      headers.set("Content-Type", HTML);
      return new Response(htmlPage(502), { status: 502, headers });
    case "503":
    case "429": {
      if (kind === "503") headers.delete("X-authentik-id");
      headers.set("Content-Type", "application/json");
      headers.set("Retry-After", retry);
      const starting = { error: "authentik starting" };
      const body = kind === "503" ? starting : { detail: "Request was throttled." };
      return new Response(JSON.stringify(body), { status: Number(kind), headers });
    }
    case "drop":
    case "reset":
      headers.set(CUT_HEADER, kind);
      return new Response(brokenStream(new Uint8Array()), { headers });
    case "html":
      headers.set("Content-Type", HTML);
      return new Response(htmlPage(200), { headers });
    default:
      return null;
  }
}

/** The correct response, damaged. */
export async function damagedAnswer(
  { kind, ms }: Fault,
  response: Response,
  sleep: (ms: number) => Promise<void>,
): Promise<Response> {
  if (response.body === null) return response;
  const headers = new Headers(response.headers);
  const { status } = response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  switch (kind) {
    case "truncate":
      headers.set(CUT_HEADER, kind);
      headers.set("Content-Length", String(bytes.length));
      return new Response(brokenStream(bytes.slice(0, bytes.length / 2)), { status, headers });
    case "drip":
      return new Response(slowStream(bytes, ms, sleep), { status, headers });
    case "type":
      headers.set("Content-Type", "text/plain; charset=utf-8");
      return new Response(bytes, { status, headers });
    default:
      return new Response(bytes, { status, headers });
  }
}

function brokenStream(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let isSent = bytes.length === 0;
  return new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(new TypeError("the connection was cut, as was asked for"));
      else controller.enqueue(bytes);
      isSent = true;
    },
  });
}

function slowStream(
  bytes: Uint8Array,
  ms: number,
  sleep: (ms: number) => Promise<void>,
): ReadableStream<Uint8Array> {
  const size = Math.max(1, Math.ceil(bytes.length / PIECES));
  let from = 0;
  return new ReadableStream({
    async pull(controller) {
      if (from > 0) await sleep(Math.max(0, ms) / PIECES);
      if (from < bytes.length) controller.enqueue(bytes.slice(from, from + size));
      from += size;
      if (from >= bytes.length) controller.close();
    },
  });
}
