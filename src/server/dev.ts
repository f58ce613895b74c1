import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createServer as createVite } from "vite";
import { createApi } from "./app.ts";
import { choiceOf, listen } from "./listen.ts";

// Vite serves the page with hot reload, this process the API; the strict headers are for the build only.
const choice = choiceOf(process.argv.slice(2), "dist/client");
const server = createServer();
const vite = await createVite({
  server: { middlewareMode: true, hmr: { server } },
  appType: "spa",
});
const api = getRequestListener(
  createApi(choice, () => (server.address() as AddressInfo).port).fetch,
);
server.on("request", (request, response) => {
  if (/^\/(api\/v3\/|config\.json|sandbox\/fail|auth\/|application\/o\/)/.test(request.url ?? ""))
    void api(request, response);
  else vite.middlewares(request, response);
});
listen(server, choice);
