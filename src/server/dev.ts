import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createServer as createVite } from "vite";
import { createApi } from "./app.ts";
import { choiceOf, listen } from "./listen.ts";

// The page from Vite with hot reload, the API from this process; the strict policy belongs to the build.
const choice = choiceOf(process.argv.slice(2));
const server = createServer();
const vite = await createVite({
  server: { middlewareMode: true, hmr: { server } },
  appType: "spa",
});
const api = getRequestListener(
  createApi(choice, () => (server.address() as AddressInfo).port).fetch,
);
server.on("request", (request, response) => {
  if (/^\/(api\/v3\/|config\.json|sandbox\/fail)/.test(request.url ?? ""))
    void api(request, response);
  else vite.middlewares(request, response);
});
listen(server, choice);
