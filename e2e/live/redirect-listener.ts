import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The address on this machine that codes are sent to. */
export interface RedirectListener {
  readonly address: string;
  stop(): Promise<void>;
}

/** Takes the place of an application: answers a redirect with the parameters that came, as JSON. */
export async function startRedirectListener(): Promise<RedirectListener> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(Object.fromEntries(searchParams)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
