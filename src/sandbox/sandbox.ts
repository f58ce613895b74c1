/**
 * An in-process authentik: a function from a request to the answer that a real server of that version
 * would give. Data, clock and random numbers are injected, so it runs anywhere: in the server process,
 * in tests, in a browser.
 */
import { callerOf, notPermitted, isSuperuser } from "./rules/access.ts";
import {
  ErrorAnswer,
  ServerFault,
  errorDetail,
  htmlPage,
  isUnsafeMethod,
  type Answer,
} from "./http/answer.ts";
import type { Call, SandboxState, Route } from "./http/call.ts";
import { indexWorld, type WorldIndex } from "./world/world-index.ts";
import { editedCodes } from "./codes/edited-codes.ts";
import { instant } from "./rules/instant.ts";
import type { Json } from "./http/json-fields.ts";
import { languageOf } from "./http/messages.ts";
import type { World } from "./world/entities.ts";
import { negotiate } from "./http/negotiate.ts";
import { readIncludes } from "./http/query-params.ts";
import { requestId } from "./http/request-id.ts";
import { notCarriedOut } from "./rules/endpoint-definition.ts";
import { routes } from "./endpoint-list.ts";
import { createSignInRequests } from "./flows/sign-in-requests.ts";
import { createMadeObjects } from "./writes/made-objects.ts";
import { DEFAULT_VERSION, versionNamed, type Version } from "./versions/known-versions.ts";

export interface SandboxOptions {
  /** A key of `VERSIONS`; defaults to `DEFAULT_VERSION`. */
  readonly version?: string;
  readonly world: World;
  /** The server's clock, in epoch milliseconds. */
  readonly now: () => number;
  /** `real`: answers take as long as on a real server. */
  readonly latency?: "none" | "real";
  /** Waits, for `latency: "real"`; only needed if time is simulated. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** From 0 (inclusive) to 1 (exclusive); for request IDs and the microseconds of the clock. */
  readonly random?: () => number;
}

interface Sandbox {
  /**
   * Answers requests below `/api/v3/`, and those by which people sign in to applications; other paths do not exist.
   * @param shift how far the server's clock is off for this answer, in milliseconds
   */
  handle(request: Request, shift?: number): Promise<Response>;
}

const ROOT = "/api/v3/";

/** @throws RangeError for an unsupported version */
export function createSandbox(options: SandboxOptions): Sandbox {
  const version = versionNamed(options.version ?? DEFAULT_VERSION);
  const { world, latency = "none", sleep = wait, random = Math.random } = options;
  const state = createState(indexWorld(world), version);
  const allRoutes = routes(state);
  const signIn = createSignInRequests(state);

  async function handle(request: Request, shift = 0): Promise<Response> {
    const now = () => options.now() + shift;
    const url = new URL(request.url);
    const at = now();
    const step = await signIn(request, at);
    if (step !== null) return step;
    const headers = new Headers({
      "X-authentik-id": requestId(random),
      Vary: version.rules.vary,
    });
    const language = version.rules.languages
      ? languageOf(request.headers.get("accept-language"))
      : "en";
    if (version.rules.languages) headers.set("Content-Language", language);

    const [route, key] = findRoute(allRoutes, url.pathname);
    let answer: Answer;
    try {
      if (route === undefined) return htmlAnswer(404, at, request, headers);
      negotiate(url.searchParams, request.headers.get("accept"), language);
      const { worldIndex } = state;
      const authorization = request.headers.get("authorization");
      const call: Call = {
        state,
        worldIndex,
        version,
        request,
        query: url.searchParams,
        key,
        caller: callerOf(authorization, worldIndex, version.rules, language),
        language,
        now: at,
        at: instant(at, Math.floor(random() * 1000)),
        include: readIncludes(url.searchParams),
      };
      answer = await answerCall(route, call);
    } catch (error) {
      if (error instanceof ServerFault) return htmlAnswer(500, now(), request, headers);
      if (!(error instanceof ErrorAnswer)) throw error;
      answer = error;
    }
    if (latency === "real") await sleep(answer.cost ?? 30);

    headers.set("Date", new Date(now()).toUTCString());
    headers.set("Allow", allowHeader(route));
    if (answer.body === undefined) return new Response(null, { status: answer.status, headers });
    headers.set("Content-Type", version.rules.json_type);
    const text = request.method === "HEAD" ? null : JSON.stringify(answer.body);
    return new Response(text, { status: answer.status, headers });
  }

  return { handle };
}

/** Errors take precedence in the server's order. Format and credentials were checked before. */
async function answerCall(route: Route, call: Call): Promise<Answer> {
  const { request, language } = call;
  const { method } = request;
  route.authorize?.(call);
  if (method === "OPTIONS") return { status: 200, body: description(route, call) };
  const asked = method === "HEAD" ? "GET" : method;
  const offered = route.allow.find((each) => each === asked);
  if (offered === undefined) throw errorDetail(405, "method-not-allowed", language, method);
  const handler = route.handlers[offered];
  if (handler === undefined && !isSuperuser(call)) throw notPermitted(call);
  if (handler === undefined) throw notCarriedOut(method, route.name);
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

function findRoute(routes: readonly Route[], pathname: string): [Route | undefined, string] {
  const path = decodePath(pathname);
  if (path?.startsWith(ROOT)) {
    const rest = path.slice(ROOT.length);
    for (const route of routes) {
      const match = route.pattern.exec(rest);
      if (match !== null) return [route, match[1] ?? ""];
    }
  }
  return [undefined, ""];
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

function allowHeader(route: Route | undefined): string {
  return [...(route?.allow ?? []), "HEAD", "OPTIONS"].join(", ");
}

/** An answer that does not come from the API: an HTML page, or an empty one to OPTIONS and to an unsafe method. */
function htmlAnswer(status: 404 | 500, at: number, request: Request, headers: Headers): Response {
  headers.set("Date", new Date(at).toUTCString());
  headers.set("Content-Type", "text/html; charset=utf-8");
  if (isUnsafeMethod(request.method)) {
    headers.set("Allow", "GET, HEAD, OPTIONS");
    return new Response("", { status: 405, headers });
  }
  if (request.method === "OPTIONS" && status === 404) {
    headers.set("Allow", "GET, HEAD, OPTIONS");
    return new Response("", { status: 200, headers });
  }
  return new Response(request.method === "HEAD" ? null : htmlPage(status), { status, headers });
}

function createState(worldIndex: WorldIndex, version: Version): SandboxState {
  const deleted = new Set<number>();
  const made = createMadeObjects();
  let lastConnection = Math.max(0, ...worldIndex.connections.keys());
  return {
    worldIndex,
    version,
    made,
    codes(now) {
      const codes = worldIndex.world.codes(now);
      const added = made.grants.codesAt(now).filter(({ pk }) => !deleted.has(pk));
      const isEdited = deleted.size > 0 || added.length > 0;
      return isEdited ? editedCodes(codes, { added, removed: deleted }) : codes;
    },
    deleteCode(pk) {
      deleted.add(pk);
    },
    written: [],
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
