import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test } from "vitest";
import { envelope, send, useLoopbackServer } from "../../api/testing/loopback-server.ts";
import { defineEndpoint } from "../../api/endpoint.ts";
import { badRow } from "../../api/wire/page.ts";
import { searchProbeQuery } from "./search-probe.ts";

const server = useLoopbackServer();
let client: QueryClient;
beforeEach(() => {
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
});

const path = "oauth2/authorization_codes/";
const endpoint = defineEndpoint({
  name: "authorization-codes",
  path,
  read: (value) => badRow(value, []),
});
const codes = Array.from({ length: 40 }, (_, pk) => ({ pk }));

/** Serves rows, filtered by the query. */
function list<T>(rows: T[], keep: (row: T, query: URLSearchParams) => boolean = () => true) {
  server.answer(path, (request, response) => {
    const query = new URL(request.url ?? "", "http://authentik").searchParams;
    const kept = rows.filter((row) => keep(row, query));
    send(response, 200, envelope(kept, 1, Number(query.get("page_size") ?? 20)));
  });
}

test("whether search is honoured is probed once", async () => {
  list(codes);
  expect(await client.query(searchProbeQuery(endpoint))).toBe("ignored");
  await client.query(searchProbeQuery(endpoint));
  expect(server.asked.length).toBe(1);

  list(codes, (_, query) => !query.has("search"));
  client.clear();
  expect(await client.query(searchProbeQuery(endpoint))).toBe("honoured");
  expect(server.asked.length).toBe(3);
});

test("a code that arrives just after the probe does not make an ignored search look honoured", async () => {
  server.answer(path, (_, response) => {
    send(response, 200, envelope(server.asked.length === 1 ? [] : codes.slice(0, 1), 1, 1));
  });
  expect(await client.query(searchProbeQuery(endpoint))).toBe("ignored");
  expect(server.asked.length).toBe(3);
});

test("an empty list leaves it unknown whether search is honoured, so it is probed again", async () => {
  list([]);
  expect(await client.query(searchProbeQuery(endpoint))).toBe("unknown");
  list(codes);
  expect(await client.query(searchProbeQuery(endpoint))).toBe("ignored");
});
