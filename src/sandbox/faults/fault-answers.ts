/** Answers that are wrong on purpose. */
import { htmlPage } from "../http/answer.ts";
import type { Fault } from "./fault-spec.ts";

/**
 * Says how the connection is to end, to whoever holds it: `drop`, `reset`, or `truncate` (after what
 * the body still gives). The body breaks off by itself where nobody holds a connection.
 */
export const CUT_HEADER = "X-Sandbox-Cut";

const HTML = "text/html; charset=utf-8";
const PIECES = 40;

/** The answer in place of the sandbox's; null for a fault that needs that one. */
export function insteadOf({ kind, ms }: Fault, headers: Headers): Response | null {
  const retry = String(Math.max(0, Math.ceil(ms / 1000)));
  switch (kind) {
    case "500":
      headers.set("Content-Type", HTML);
      return new Response(htmlPage(500), { status: 500, headers });
    case "502":
      // It comes from the proxy in front, which knows of no request ids.
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
      return new Response(breaking(new Uint8Array()), { headers });
    case "html":
      headers.set("Content-Type", HTML);
      return new Response(htmlPage(200), { headers });
    default:
      return null;
  }
}

/** What becomes of a right answer on its way. */
export async function spoilt(
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
      return new Response(breaking(bytes.slice(0, bytes.length / 2)), { status, headers });
    case "drip":
      return new Response(dripping(bytes, ms, sleep), { status, headers });
    case "type":
      headers.set("Content-Type", "text/plain; charset=utf-8");
      return new Response(bytes, { status, headers });
    default:
      return new Response(bytes, { status, headers });
  }
}

function breaking(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let isSent = bytes.length === 0;
  return new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(new TypeError("the connection was cut, as was asked for"));
      else controller.enqueue(bytes);
      isSent = true;
    },
  });
}

function dripping(
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
