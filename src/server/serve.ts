#!/usr/bin/env node
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createAdaptorServer } from "@hono/node-server";
import { createApp } from "./app.ts";
import { choiceOf, listen } from "./listen.ts";

const folder = fileURLToPath(new URL("../client", import.meta.url));
const choice = choiceOf(process.argv.slice(2), folder);
const app = createApp(choice, () => (server.address() as AddressInfo).port, folder);
const server = createAdaptorServer({ fetch: app.fetch }) as Server;
// Longer than proxies and load balancers keep a connection open: closing one as a request arrives fails the request.
server.keepAliveTimeout = 75_000;
listen(server, choice);
