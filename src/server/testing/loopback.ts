import { createServer, request, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { onTestFinished } from "vitest";

export interface Reply {
  status: number;
  headers: IncomingMessage["headers"];
  text: string;
}

interface Ask {
  method?: string;
  headers?: Record<string, string>;
}

/**
 * Sends a request to a port of this machine without the limits of `fetch`: any Host, any header, the path unchanged.
 *
 * @throws Error when the connection fails or breaks.
 */
export function ask(port: number, path: string, { method, headers }: Ask = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method: method ?? "GET",
        headers: headers ?? {},
        agent: false,
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(parts).toString(),
          }),
        );
      },
    );
    sent.on("error", reject);
    sent.end();
  });
}

/** Starts a server on a free port of 127.0.0.1 until the test ends. */
export async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    if ("closeAllConnections" in server) (server.closeAllConnections as () => void)();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Starts a server in authentik's place; returns the requests it gets, and its URL. */
export async function upstream(handle: RequestListener) {
  const asked: IncomingMessage[] = [];
  const server = createServer((incoming, outgoing) => {
    asked.push(incoming);
    handle(incoming, outgoing);
  });
  return { asked, url: `http://127.0.0.1:${await listening(server)}` };
}
