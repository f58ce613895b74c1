import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createServer as createSocketServer } from "node:net";
import { gzipSync } from "node:zlib";
import { getRequestListener } from "@hono/node-server";
import { expect, test } from "vitest";
import { createApi } from "../app.ts";
import { createProxy, tokenRefused } from "./authentik-proxy.ts";
import { ask, listening, upstream } from "../testing/loopback.ts";
import { SELF_SIGNED } from "../testing/self-signed.ts";

const TOKEN = "t0ken-of-the-process";
const JSON_TYPE = { "Content-Type": "application/json" };
const FAILURE = "x-grantlens-failure";

/** The proxy in front of an authentik at `url`, over real connections. */
async function proxyProcess(url: string): Promise<number> {
  const choice = {
    mode: "authentik",
    port: 0,
    host: "localhost",
    log: false,
    allowChanges: false,
    url,
    token: TOKEN,
    signIn: null,
  } as const;
  const port: number = await listening(
    createServer(getRequestListener(createApi(choice, () => port).fetch)),
  );
  return port;
}

/** One token for everybody. */
function proxyOf(url: string, token: string, patience?: number) {
  const proxy = createProxy(url, patience);
  return (request: Request) => proxy(request, { token, refused: tokenRefused });
}

function get(url: string, path = "/api/v3/core/users/me/", patience?: number): Promise<Response> {
  return proxyOf(url, TOKEN, patience)(new Request(`http://localhost:9800${path}`));
}

test("adds the token and forwards none of the browser's headers except what it accepts", async () => {
  const { asked, url } = await upstream((_, answer) => answer.writeHead(200, JSON_TYPE).end("{}"));
  await ask(await proxyProcess(url), "/api/v3/core/users/me/", {
    headers: {
      Accept: "application/json",
      "Accept-Language": "de",
      Authorization: "Bearer of-the-browser",
      Cookie: "authentik_session=of-the-browser",
      Origin: "http://localhost",
      Referer: "http://localhost/secret",
      "X-authentik-CSRF": "of-the-browser",
      "X-Forwarded-For": "10.0.0.1",
      Forwarded: "for=10.0.0.1",
    },
  });
  expect(asked).toHaveLength(1);
  const { headers } = asked[0] ?? { headers: {} };
  expect(headers).toMatchObject({
    host: new URL(url).host,
    authorization: `Bearer ${TOKEN}`,
    accept: "application/json",
    "accept-language": "de",
  });
  for (const name of [
    "cookie",
    "origin",
    "referer",
    "x-authentik-csrf",
    "x-forwarded-for",
    "forwarded",
  ])
    expect(headers).not.toHaveProperty(name);
});

test("forwards path and query unchanged, below the installation's own path", async () => {
  const { asked, url } = await upstream((_, answer) => answer.writeHead(200, JSON_TYPE).end("{}"));
  const path =
    "/api/v3/oauth2/authorization_codes/?search=a%20b+c&search=%E2%82%AC%00&flag&empty=&user=1;2&ordering=-expires,pk&x=%zz";
  await ask(await proxyProcess(`${url}/sub/path`), path);
  expect(asked[0]?.url).toBe(`/sub/path${path}`);
});

test("the token is sent only below /api/v3/", async () => {
  const { asked, url } = await upstream((_, answer) => answer.writeHead(200, JSON_TYPE).end("{}"));
  const port = await proxyProcess(url);
  const paths = [
    "/api/v3/../../outpost/",
    "/api/v3/%2e%2e/%2e%2e/outpost/",
    "/api/v3/.%2E/v2/",
    "/api/v3/..%2f..%2Foutpost/",
    "/api/v3/..%5c..%5Coutpost/",
    "/api/v3",
    "/api/v30/",
    "//evil.example/api/v3/",
  ];
  for (const path of paths) {
    const reply = await ask(port, path);
    expect([path, reply.status]).toEqual([path, 404]);
  }
  expect(asked).toEqual([]);
});

test.each(["GET", "HEAD", "OPTIONS"])("forwards %s", async (method) => {
  const { asked, url } = await upstream((_, answer) => answer.writeHead(200, JSON_TYPE).end("{}"));
  const reply = await ask(await proxyProcess(url), "/api/v3/core/users/", { method });
  expect(reply.status).toBe(200);
  expect(asked[0]?.method).toBe(method);
});

test.each(["POST", "PUT", "PATCH", "DELETE", "QUERY"])("does not forward %s", async (method) => {
  const { asked, url } = await upstream((_, answer) => answer.writeHead(200, JSON_TYPE).end("{}"));
  const reply = await ask(await proxyProcess(url), "/api/v3/core/users/", { method });
  expect(reply.status).toBe(405);
  expect(reply.headers.allow).toBe("GET, HEAD, OPTIONS");
  expect(asked).toEqual([]);
});

test("returns the status and the headers that matter, but never cookies", async () => {
  const { url } = await upstream((_, answer) => {
    answer.writeHead(400, {
      "Content-Type": "application/json; charset=utf-8",
      Date: "Sun, 22 Nov 2026 12:00:00 GMT",
      "X-authentik-id": "abc",
      "Content-Language": "de",
      "Retry-After": "5",
      "Set-Cookie": "authentik_session=x",
      "X-Powered-By": "authentik",
      "Cache-Control": "public, max-age=600",
    });
    answer.end('{"provider":["no"]}');
  });
  const reply = await ask(
    await proxyProcess(url),
    "/api/v3/oauth2/authorization_codes/?provider=0",
  );
  expect(reply.status).toBe(400);
  expect(reply.text).toBe('{"provider":["no"]}');
  expect(reply.headers).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    date: "Sun, 22 Nov 2026 12:00:00 GMT",
    "x-authentik-id": "abc",
    "content-language": "de",
    "retry-after": "5",
    "cache-control": "no-store",
  });
  expect(reply.headers).not.toHaveProperty("set-cookie");
  expect(reply.headers).not.toHaveProperty("x-powered-by");
});

test("redacts secrets in a compressed response", async () => {
  const body = JSON.stringify({
    results: [{ provider: { client_secret: "CANARY-1", client_id: "id" } }],
  });
  const { url } = await upstream((_, answer) => {
    answer.writeHead(200, { ...JSON_TYPE, "Content-Encoding": "gzip" });
    answer.end(gzipSync(body));
  });
  const reply = await ask(await proxyProcess(url), "/api/v3/oauth2/authorization_codes/");
  expect(reply.headers).not.toHaveProperty("content-encoding");
  expect(JSON.parse(reply.text)).toEqual({
    results: [{ provider: { client_secret: "[withheld]", client_id: "id" } }],
  });
});

test.each(["text/html; charset=utf-8", "text/plain", "application/octet-stream"])(
  "returns status and type of %s, but not its body",
  async (type) => {
    for (const status of [200, 404, 500]) {
      const { url } = await upstream((_, answer) => {
        answer
          .writeHead(status, { "Content-Type": type, "X-authentik-id": "abc" })
          .end("<p>CANARY-2");
      });
      const response = await get(url);
      expect(response.status).toBe(status);
      expect(response.headers.get("content-type")).toBe(type);
      expect(response.headers.get("x-authentik-id")).toBe("abc");
      expect(await response.text()).not.toMatch("CANARY");
    }
  },
);

test("follows no redirect, wherever it leads", async () => {
  const elsewhere = await upstream((_, answer) => answer.writeHead(200, JSON_TYPE).end("{}"));
  for (const status of [301, 302, 303, 307, 308]) {
    const { asked, url } = await upstream((_, answer) =>
      answer.writeHead(status, { Location: elsewhere.url }).end(),
    );
    const response = await get(url);
    expect(response.status).toBe(502);
    expect(response.headers.get(FAILURE)).toBe("upstream-redirect");
    expect(response.headers.get("location")).toBeNull();
    expect(asked).toHaveLength(1);
  }
  expect(elsewhere.asked).toEqual([]);
});

test("a token that who-am-I refuses, too, is reported as refused, after one such request", async () => {
  const { asked, url } = await upstream((_, answer) =>
    answer.writeHead(403, JSON_TYPE).end('{"detail":"Token invalid/expired"}'),
  );
  const proxy = proxyOf(url, TOKEN);
  const responses = await Promise.all(
    ["core/users/", "core/groups/", "sources/all/"].map((path) =>
      proxy(new Request(`http://localhost/api/v3/${path}`)),
    ),
  );
  for (const response of responses) {
    expect(response.status).toBe(403);
    expect(response.headers.get(FAILURE)).toBe("token-refused");
    expect(await response.json()).toEqual({ detail: "The token in AUTHENTIK_TOKEN was refused." });
  }
  expect(asked.filter(({ url: path }) => path === "/api/v3/core/users/me/")).toHaveLength(1);
});

test("a refusal holds for one response only: the next one asks again", async () => {
  let who = 403;
  const { url } = await upstream(({ url: path }, answer) => {
    answer.writeHead(path?.endsWith("/me/") ? who : 403, JSON_TYPE).end('{"detail":"no"}');
  });
  const proxy = proxyOf(url, "t");
  const ask = async () =>
    (await proxy(new Request("http://localhost/api/v3/core/users/"))).headers.get(FAILURE);
  expect(await ask()).toBe("token-refused");
  who = 200;
  expect(await ask()).toBeNull();
});

test("a 403 stays a 403 when who-am-I succeeds", async () => {
  const { url } = await upstream(({ url: path }, answer) => {
    answer.writeHead(path?.endsWith("/me/") ? 200 : 403, JSON_TYPE).end('{"detail":"no"}');
  });
  const response = await get(url, "/api/v3/core/users/");
  expect(response.status).toBe(403);
  expect(response.headers.get(FAILURE)).toBeNull();
  expect(await response.json()).toEqual({ detail: "no" });
});

test("a refused connection is reported as unreachable", async () => {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  const response = await get(`http://127.0.0.1:${port}`);
  expect(response.status).toBe(502);
  expect(response.headers.get(FAILURE)).toBe("upstream-unreachable");
  expect(await response.text()).toMatch("ECONNREFUSED");
});

test("an unknown host name is reported as unreachable", async () => {
  const response = await get("http://no-such-name.invalid");
  expect(response.headers.get(FAILURE)).toBe("upstream-unreachable");
});

test("a server that hangs up or does not speak HTTP is reported as unreachable", async () => {
  for (const words of ["", "SSH-2.0-OpenSSH_9.6\r\n"]) {
    const port = await listening(createSocketServer((socket) => socket.end(words)));
    const response = await get(`http://127.0.0.1:${port}`);
    expect(response.headers.get(FAILURE)).toBe("upstream-unreachable");
  }
});

test("a timeout is reported, before the response and during it", async () => {
  for (const start of [false, true]) {
    const { url } = await upstream((_, answer) => {
      if (start) answer.writeHead(200, JSON_TYPE).write('{"results":[');
    });
    const response = await get(url, undefined, 100);
    expect(response.status).toBe(504);
    expect(response.headers.get(FAILURE)).toBe("upstream-timeout");
  }
});

test("invalid JSON is reported as unreadable, a response that breaks off as unreachable", async () => {
  const broken = ['{"results":[', "", "<html>", '{"a":1}}'];
  for (const text of broken) {
    const { url } = await upstream((_, answer) => answer.writeHead(200, JSON_TYPE).end(text));
    const response = await get(url);
    expect([text, response.status]).toEqual([text, 502]);
    expect(response.headers.get(FAILURE)).toBe("upstream-unreadable");
  }
  const headers = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
  for (const rest of [
    'Content-Length: 99\r\n\r\n{"a":',
    'Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n',
  ]) {
    const port = await listening(createSocketServer((socket) => socket.end(headers + rest)));
    const response = await get(`http://127.0.0.1:${port}`);
    expect(response.headers.get(FAILURE)).toBe("upstream-unreachable");
  }
});

test("an untrusted certificate is reported, with the setting that helps", async () => {
  const { key, cert } = SELF_SIGNED;
  const server = createTlsServer({ key, cert }, (_, answer) =>
    answer.writeHead(200, JSON_TYPE).end("{}"),
  );
  const response = await get(`https://127.0.0.1:${await listening(server)}`);
  expect(response.status).toBe(502);
  expect(response.headers.get(FAILURE)).toBe("upstream-certificate");
  expect(await response.text()).toMatch("NODE_EXTRA_CA_CERTS");
});

test("aborts the upstream request when the browser disconnects", async () => {
  let arrive = () => {};
  const came = new Promise<void>((resolve) => (arrive = resolve));
  let leave = () => {};
  const gone = new Promise<void>((resolve) => (leave = resolve));
  const { url } = await upstream((incoming) => {
    incoming.on("close", () => leave());
    arrive();
  });
  const controller = new AbortController();
  const port = await proxyProcess(url);
  const answer = fetch(`http://127.0.0.1:${port}/api/v3/core/users/`, {
    signal: controller.signal,
  });
  await came;
  controller.abort();
  await expect(answer).rejects.toThrow(/abort/i);
  await gone;
});

test("no failure response contains the token", async () => {
  const { url } = await upstream((_, answer) => answer.writeHead(403, JSON_TYPE).end("{}"));
  for (const base of [url, "http://no-such-name.invalid", "http://127.0.0.1:1"]) {
    const response = await get(base);
    expect(JSON.stringify([...response.headers]) + (await response.text())).not.toMatch(TOKEN);
  }
});

test("the token is removed from body and headers, even if the server sends it back", async () => {
  const { url } = await upstream(({ headers }, answer) => {
    const said = String(headers.authorization);
    answer
      .writeHead(400, {
        ...JSON_TYPE,
        "X-authentik-id": said,
        "Content-Language": said,
        "Retry-After": said,
      })
      .end(JSON.stringify({ detail: `Invalid: ${said}`, [said]: [said], deep: { said } }));
  });
  const proxy = proxyOf(url, "CANARY-TOKEN-1");
  const response = await proxy(new Request("http://localhost/api/v3/core/users/"));
  expect(response.status).toBe(400);
  expect(JSON.stringify([...response.headers])).not.toContain("CANARY");
  const body = await response.text();
  expect(body).not.toContain("CANARY");
  expect(JSON.parse(body).detail).toBe("Invalid: Bearer [withheld]");
});

test("malformed header values are not forwarded", async () => {
  const { url } = await upstream((_, answer) => {
    answer.writeHead(200, { ...JSON_TYPE, "X-authentik-id": "not an id", Vary: "a;b" }).end("{}");
  });
  const response = await get(url);
  expect(response.headers.get("x-authentik-id")).toBeNull();
  expect(response.headers.get("vary")).toBeNull();
});

test("an endless response is given up", async () => {
  const { url } = await upstream((_, answer) => {
    answer.writeHead(200, JSON_TYPE);
    const more = (): void => {
      if (!answer.destroyed) answer.write(" ".repeat(1_000_000), () => setImmediate(more));
    };
    more();
  });
  const response = await get(url);
  expect(response.status).toBe(502);
  expect(response.headers.get(FAILURE)).toBe("upstream-unreadable");
});
