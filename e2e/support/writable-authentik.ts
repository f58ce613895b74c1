import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createSandbox } from "../../src/sandbox/sandbox.ts";
import { createWorld } from "../../src/sandbox/world/world.ts";

/** A sandbox that can be written to and signed in to, with a running clock. */
export interface WritableAuthentik {
  readonly url: string;
  /** Methods and paths that were asked for, without queries. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

/** Answers in the sandbox's place, or returns null to leave the request to it. */
export type AnswerFirst = (request: Request) => Response | null;

/** Serves a version's sandbox on loopback, the whole of it: requests carry their own tokens and cookies. */
export async function startWritableAuthentik(
  version: string,
  answerFirst: AnswerFirst = () => null,
): Promise<WritableAuthentik> {
  const now = () => Date.now();
  const world = createWorld({ seed: 1, rows: 40, start: now(), still: true });
  const { handle } = createSandbox({ version, world, now });
  const asked: string[] = [];
  const server = createServer((incoming, response) => {
    void requestOf(incoming).then(async (request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname}`);
      const answer = answerFirst(request) ?? (await handle(request));
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const { method = "GET", url = "/", headers } = incoming;
  const body = await text(incoming);
  return new Request(`http://${headers.host}${url}`, {
    method,
    headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
    ...(body !== "" && { body }),
  });
}
