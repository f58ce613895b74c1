#!/usr/bin/env bash
# hono 4.13.0: a cookie that a handler sets is lost, without a word, where it then returns a Response of its own.
#
# One would expect `setCookie(context, …)` to reach the browser whichever way the handler answers: headers that were set
# on the context before `context.json()` do. With `return Response.json(…)`, or the answer of another server passed on,
# they are left out: no error, and the body is right. `context.newResponse(response.body, response)` keeps them.
#
# Seen:
#   context.json: 1 cookie
#   Response.json: 0 cookies
#   context.newResponse of a Response: 1 cookie
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund hono@4.13.0 >/dev/null
cat >try.mjs <<'JS'
import { Hono } from "hono";
import { setCookie } from "hono/cookie";

const answers = {
  "context.json": (context) => context.json({}),
  "Response.json": () => Response.json({}),
  "context.newResponse of a Response": (context) => {
    const response = Response.json({});
    return context.newResponse(response.body, response);
  },
};
for (const [name, answer] of Object.entries(answers)) {
  const app = new Hono();
  app.get("/", (context) => {
    setCookie(context, "theme", "dark");
    return answer(context);
  });
  const count = (await app.request("/")).headers.getSetCookie().length;
  console.log(`${name}: ${count} ${count === 1 ? "cookie" : "cookies"}`);
}
JS
seen=$(node try.mjs)
printf '%s\n' "$seen"
[ "$seen" = "context.json: 1 cookie
Response.json: 0 cookies
context.newResponse of a Response: 1 cookie" ]
