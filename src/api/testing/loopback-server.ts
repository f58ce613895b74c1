import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, vi } from "vitest";
import { resetServerClock } from "../server-clock.ts";

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** For tests only: a real HTTP server on this machine, to which `fetch` sends a URL that is only a path. */
export interface LoopbackServer {
  /** Method, path and query of all requests so far. */
  readonly asked: string[];
  /** Sets the answer for a path below `/api/v3/`. A path without one gets a 404 in HTML. */
  answer(path: string, handle: Handle): void;
}

/** Starts one for each test of the file that calls this. */
export function useLoopbackServer(): LoopbackServer {
  const handlers = new Map<string, Handle>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { pathname } = new URL(request.url ?? "/", "http://authentik");
    const handle = handlers.get(pathname.replace("/api/v3/", ""));
    if (handle) handle(request, response);
    else send(response, 404, "<!DOCTYPE html><h1>Not Found</h1>", { "Content-Type": "text/html" });
  });

  beforeEach(async () => {
    handlers.clear();
    asked.length = 0;
    resetServerClock();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const realFetch = globalThis.fetch;
    vi.stubGlobal("fetch", (path: string, init?: RequestInit) => realFetch(origin + path, init));
  });
  afterEach(async () => {
    vi.unstubAllGlobals();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  return { asked, answer: (path, handle) => handlers.set(path, handle) };
}

/** Sends JSON; a string is sent unchanged. */
export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(text);
}

/** The JSON of a list with all of `rows`, or of one page of them. */
export function envelope(rows: unknown[], page = 1, size = 100): object {
  const start = (page - 1) * size;
  const shown = rows.slice(start, start + size);
  const pages = Math.max(1, Math.ceil(rows.length / size));
  return {
    pagination: {
      next: page < pages ? page + 1 : 0,
      previous: page - 1,
      count: rows.length,
      current: page,
      total_pages: pages,
      start_index: rows.length === 0 ? 0 : start + 1,
      end_index: start + shown.length,
    },
    results: shown,
  };
}
