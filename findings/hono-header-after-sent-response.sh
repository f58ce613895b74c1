#!/usr/bin/env bash
# hono 4.13.19 with @hono/node-server 2.1.8: a middleware that calls `c.header()` after `next()` makes the adapter answer
# a second time where the handler had answered by itself.
#
# A handler that writes to Node's own response returns `RESPONSE_ALREADY_SENT`, and one would expect any middleware to
# leave that alone. `c.header()` on a finished response replaces it by a copy, which the adapter does not recognise: it
# writes headers again, and logs ERR_HTTP_HEADERS_SENT. `c.res.headers.set()` changes the response in place and is safe.
#
# Seen, with each way of setting a header:
#   c.res.headers.set: 200 by hand; logged: nothing
#   c.header: 200 by hand; logged: ERR_HTTP_HEADERS_SENT
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund hono@4.13.19 @hono/node-server@2.1.8 >/dev/null
cat >seen.mjs <<'JS'
import { serve } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";

const logged = [];
console.error = (error) => logged.push(error?.code ?? String(error));
const ways = {
  "c.res.headers.set": (c) => c.res.headers.set("X-Seen", "1"),
  "c.header": (c) => c.header("X-Seen", "1"),
};
for (const [name, set] of Object.entries(ways)) {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    set(c);
  });
  app.get("/", (c) => {
    c.env.outgoing.writeHead(200).end("by hand");
    return RESPONSE_ALREADY_SENT;
  });
  logged.length = 0;
  const server = await new Promise((resolve) => {
    const one = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(one));
  });
  const answer = await fetch(`http://127.0.0.1:${server.address().port}/`);
  const text = await answer.text();
  await new Promise((resolve) => setTimeout(resolve, 100));
  console.log(`${name}: ${answer.status} ${text}; logged: ${logged.join() || "nothing"}`);
  server.closeAllConnections();
  server.close();
}
JS
seen=$(node seen.mjs)
printf '%s\n' "$seen"
[ "$seen" = "c.res.headers.set: 200 by hand; logged: nothing
c.header: 200 by hand; logged: ERR_HTTP_HEADERS_SENT" ]
