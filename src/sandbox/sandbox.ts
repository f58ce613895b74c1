/**
 * An authentik that fits in a folder: one function from a request to authentik's API to the answer
 * that a real server of that version would give. Nothing in here knows who calls it or where it
 * runs; world, clock and chance are given to it.
 */
import { callerOf, forbidden, isSuperuser } from "./rules/access.ts";
import { Refusal, ServerFault, detail, htmlPage, unsafe, type Answer } from "./http/answer.ts";
import type { Call, Installation, Route } from "./http/call.ts";
import { factsOf, type Facts } from "./world/world-index.ts";
import { editedCodes } from "./codes/codes-edited.ts";
import { instant } from "./rules/instant.ts";
import type { Json } from "./http/json-fields.ts";
import { languageOf } from "./http/messages.ts";
import type { World } from "./world/entities.ts";
import { negotiate } from "./http/negotiate.ts";
import { readIncludes } from "./http/query-params.ts";
import { requestId } from "./http/request-id.ts";
import { unchangeable } from "./rules/endpoint.ts";
import { routes } from "./endpoint-list.ts";
import { DEFAULT_VERSION, versionNamed, type Version } from "./versions/known-versions.ts";

export interface SandboxOptions {
  /** A key of `VERSIONS`; the newest when left out. */
  readonly version?: string;
  readonly world: World;
  /** The server's clock, in epoch milliseconds. */
  readonly now: () => number;
  /** `real`: answers take as long as a real server takes. */
  readonly latency?: "none" | "real";
  /** How to wait so many milliseconds; needed with `latency: "real"` only where time is not real. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** From 0 up to 1; makes request ids and the microseconds of a moment. */
  readonly random?: () => number;
}

export interface Sandbox {
  /**
   * Answers requests below `/api/v3/`; everything else is a page that is not there.
   * @param shift how far the server's clock is off for this answer, in milliseconds
   */
  handle(request: Request, shift?: number): Promise<Response>;
}

const ROOT = "/api/v3/";

/** @throws RangeError for a version that is not offered */
export function createSandbox(options: SandboxOptions): Sandbox {
  return sandboxOf(versionNamed(options.version ?? DEFAULT_VERSION), options);
}

/** As `createSandbox`, for any version that the table of differences can tell of. */
export function sandboxOf(version: Version, options: SandboxOptions): Sandbox {
  const { world, latency = "none", sleep = wait, random = Math.random } = options;
  const installation = installationOf(factsOf(world), version);
  const known = routes(installation);

  async function handle(request: Request, shift = 0): Promise<Response> {
    const now = () => options.now() + shift;
    const url = new URL(request.url);
    const at = now();
    const headers = new Headers({
      "X-authentik-id": requestId(random),
      Vary: version.rules.vary,
    });
    const language = version.rules.languages
      ? languageOf(request.headers.get("accept-language"))
      : "en";
    if (version.rules.languages) headers.set("Content-Language", language);

    const [route, key] = find(known, url.pathname);
    let answer: Answer;
    try {
      if (route === undefined) return page(404, at, request, headers);
      negotiate(url.searchParams, request.headers.get("accept"), language);
      const { facts } = installation;
      const authorization = request.headers.get("authorization");
      const call: Call = {
        installation,
        facts,
        version,
        request,
        query: url.searchParams,
        key,
        caller: callerOf(authorization, facts, version.rules, language),
        language,
        now: at,
        at: instant(at, Math.floor(random() * 1000)),
        include: readIncludes(url.searchParams),
      };
      answer = await answerCall(route, call);
    } catch (error) {
      if (error instanceof ServerFault) return page(500, now(), request, headers);
      if (!(error instanceof Refusal)) throw error;
      answer = error;
    }
    if (latency === "real") await sleep(answer.cost ?? 30);

    headers.set("Date", new Date(now()).toUTCString());
    headers.set("Allow", allowed(route));
    if (answer.body === undefined) return new Response(null, { status: answer.status, headers });
    headers.set("Content-Type", version.rules.json_type);
    const text = request.method === "HEAD" ? null : JSON.stringify(answer.body);
    return new Response(text, { status: answer.status, headers });
  }

  return { handle };
}

/** The order of complaints is the server's: format and caller are known, now method and the rest. */
async function answerCall(route: Route, call: Call): Promise<Answer> {
  const { request, language } = call;
  const { method } = request;
  route.admit?.(call);
  if (method === "OPTIONS") return { status: 200, body: description(route, call) };
  const asked = method === "HEAD" ? "GET" : method;
  const offered = route.allow.find((each) => each === asked);
  if (offered === undefined) throw detail(405, "method-not-allowed", language, method);
  const handler = route.handlers[offered];
  if (handler === undefined && !isSuperuser(call)) throw forbidden(call);
  if (handler === undefined) throw unchangeable(method, route.name);
  return handler(call);
}

function description(route: Route, call: Call): Json {
  return {
    name: route.name,
    description: route.description,
    renders: ["application/json"],
    parses: ["application/json"],
    ...(route.actions && isSuperuser(call) && { actions: route.actions(call) }),
  };
}

function find(known: readonly Route[], pathname: string): [Route | undefined, string] {
  const path = decoded(pathname);
  if (path?.startsWith(ROOT)) {
    const rest = path.slice(ROOT.length);
    for (const route of known) {
      const match = route.pattern.exec(rest);
      if (match !== null) return [route, match[1] ?? ""];
    }
  }
  return [undefined, ""];
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

function allowed(route: Route | undefined): string {
  return [...(route?.allow ?? []), "HEAD", "OPTIONS"].join(", ");
}

/** What the server's pages answer where the API would: HTML, or nothing to an unsafe method. */
function page(status: 404 | 500, at: number, request: Request, headers: Headers): Response {
  headers.set("Date", new Date(at).toUTCString());
  headers.set("Content-Type", "text/html; charset=utf-8");
  if (unsafe(request.method)) {
    headers.set("Allow", "GET, HEAD, OPTIONS");
    return new Response("", { status: 405, headers });
  }
  return new Response(request.method === "HEAD" ? null : htmlPage(status), { status, headers });
}

function installationOf(facts: Facts, version: Version): Installation {
  const deleted = new Set<number>();
  let lastConnection = Math.max(0, ...facts.connections.keys());
  return {
    facts,
    version,
    codes(now) {
      const codes = facts.world.codes(now);
      return deleted.size === 0 ? codes : editedCodes(codes, { removed: deleted });
    },
    deleteCode(pk) {
      deleted.add(pk);
    },
    nextConnection() {
      lastConnection += 1;
      return lastConnection;
    },
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
