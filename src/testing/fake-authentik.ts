import { createSandbox } from "../sandbox/sandbox.ts";
import type { World } from "../sandbox/world/entities.ts";
import { asCaller, type CallerName } from "../sandbox/world/callers.ts";
import { createWorld } from "../sandbox/world/world.ts";

/** The time at which all tests run, in epoch milliseconds: a whole second, the resolution of `Date` headers. */
export const START = Date.UTC(2026, 10, 22, 12, 0, 0);

/** A request as it was sent. */
export interface Asked {
  /** Relative to `/api/v3/`: "oauth2/authorization_codes/"; "config.json" for the console's own file. */
  path: string;
  method: string;
  params: URLSearchParams;
  /** Aborted by the page before it was answered. */
  aborted: boolean;
}

/** Which requests a rule applies to: a path, or a predicate on the request. */
export type Which = string | ((asked: Asked) => boolean);

/** Responds in place of the server; `next` sends this request, or another one, to the sandbox. */
export type Respond = (
  request: Request,
  next: (request: Request) => Promise<Response>,
) => Promise<Response>;

/** A response held back for as long as the test likes. */
export interface Held {
  /** Resolves when the request arrives. */
  arrived: Promise<Asked>;
  release(): void;
}

export interface FakeAuthentik {
  /** All requests so far, oldest first, except those that the console's own process answers. */
  readonly asked: readonly Asked[];
  /** All requests for one path so far. */
  askedFor(path: string): Asked[];
  /** Queries the sandbox behind the page's back: not recorded, and no rule applies. */
  peek(pathAndQuery: string, method?: string): Promise<any>;
  /** All rows of a list, by brute force, in the order of the query, which must not set `page` or `page_size`. */
  peekAll(pathAndQuery: string): Promise<any[]>;
  /** Switches the caller from now on, as after another sign-in or a change of permissions. */
  become(caller: CallerName): void;
  /** Sets how far the server's clock is ahead of the browser's, in milliseconds. */
  setClock(ahead: number): void;
  /** Overrides responses from now on, or `times` times; later rules win. Returns a function that removes the rule. */
  answer(which: Which, respond: Respond, times?: number): () => void;
  /** Holds the next response, or with `every` all of them, until released; `deafToAbort`: aborting has no effect. */
  hold(which: Which, options?: { every?: boolean; deafToAbort?: boolean }): Held;
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
}

const ORIGIN = "http://localhost:3000";
const worlds = new Map<string, World>();

function worldOf(rows: number, still: boolean): World {
  const key = `${rows} ${still}`;
  let world = worlds.get(key);
  if (world === undefined) {
    world = createWorld({ seed: 1, rows, start: START, still });
    worlds.set(key, world);
  }
  return world;
}

interface Rule {
  which: Which;
  respond: Respond;
  left: number;
  deafToAbort: boolean;
}

/**
 * @param skew how far the server's clock is ahead of the browser's, in milliseconds.
 * @param as the caller whose credentials are added to each request.
 * @param readOnly false: the process passes deletions on.
 * @param still false: codes are issued, redeemed and cleaned up as time passes.
 */
export function createFakeAuthentik({
  version = "2026.2",
  rows = 90,
  skew = 0,
  as = "admin" as CallerName,
  still = true,
  readOnly = true,
} = {}): FakeAuthentik {
  const world = worldOf(rows, still);
  let ahead = skew;
  const now = () => Date.now() + ahead;
  const sandbox = createSandbox({ version, world, now, random: () => 0.5 });
  const asked: Asked[] = [];
  const rules: Rule[] = [];
  let caller = as;

  function next(request: Request): Promise<Response> {
    if (new URL(request.url).pathname !== "/config.json")
      return sandbox.handle(asCaller(request, caller));
    const config = { mode: "sandbox", authentikUrl: null, sandboxVersion: version, readOnly };
    return Promise.resolve(json(200, config));
  }

  function addRule(which: Which, respond: Respond, times = Infinity, deafToAbort = false): Rule {
    const rule: Rule = { which, respond, left: times, deafToAbort };
    rules.unshift(rule);
    return rule;
  }

  return {
    setClock(next) {
      ahead = next;
    },
    become(next) {
      caller = next;
    },
    asked,
    askedFor: (path) => asked.filter((one) => one.path === path),
    async peek(pathAndQuery, method = "GET") {
      const request = new Request(`${ORIGIN}/api/v3/${pathAndQuery}`, { method });
      const text = await (await sandbox.handle(asCaller(request, caller))).text();
      return text === "" ? null : JSON.parse(text);
    },
    async peekAll(pathAndQuery) {
      const rows: any[] = [];
      for (let page = 1; page !== 0;) {
        const { results, pagination } = await this.peek(
          `${pathAndQuery}&page_size=100&page=${page}`,
        );
        rows.push(...results);
        page = pagination.next;
      }
      return rows;
    },
    answer(which, respond, times) {
      const rule = addRule(which, respond, times);
      return () => {
        rule.left = 0;
      };
    },
    hold(which, { every = false, deafToAbort = false } = {}) {
      let release = (): void => {};
      let arrive: (asked: Asked) => void = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const arrived = new Promise<Asked>((resolve) => {
        arrive = resolve;
      });
      const respond: Respond = async (request, go) => {
        arrive(askedOf(request));
        // The response reflects the state at the time of the request.
        const answer = await go(request);
        await released;
        return answer;
      };
      addRule(which, respond, every ? Infinity : 1, deafToAbort);
      return { arrived, release };
    },
    async fetch(input, init) {
      const request = new Request(new URL(String(input), ORIGIN).href, init);
      const one = askedOf(request);
      if (one.path !== "config.json") asked.push(one);
      const rule = rules.find(({ which, left }) => left > 0 && isFor(which, one));
      if (rule) rule.left -= 1;
      const answer = rule ? rule.respond(request, next) : next(request);
      const { signal } = init ?? {};
      if (!signal || rule?.deafToAbort) return answer;
      return Promise.race([answer, aborted(signal, one)]);
    },
  };
}

function askedOf(request: Request): Asked {
  const { pathname, searchParams } = new URL(request.url);
  return {
    path: pathname.replace(/^\/(api\/v3\/)?/, ""),
    params: searchParams,
    aborted: false,
    method: request.method,
  };
}

function isFor(which: Which, asked: Asked): boolean {
  return typeof which === "string" ? asked.path === which : which(asked);
}

function aborted(signal: AbortSignal, one: Asked): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => {
      one.aborted = true;
      reject(new DOMException("Aborted", "AbortError"));
    };
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
}

/** A JSON response like the API's own. */
export function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": "application/json",
      "X-authentik-id": "feedfacefeedfacefeedfacefeedface",
      Date: new Date(Date.now()).toUTCString(),
    },
  });
}
