import { CUT_HEADER } from "../../sandbox/faults/fault-answers.ts";
import { createFaults, type Faults } from "../../sandbox/faults/faults.ts";
import { createSandbox } from "../../sandbox/sandbox.ts";
import { asCaller, type CallerName } from "../../sandbox/world/callers.ts";
import { poisonable } from "../../sandbox/faults/poison.ts";
import { createWorld } from "../../sandbox/world/world.ts";
import type { World } from "../../sandbox/world/entities.ts";
import { json, START } from "../fake-authentik.ts";
import { isListPath, questionAsked } from "./random-address.ts";

/** The outcome of a request, unless the page itself aborted it. */
export interface Outcome {
  /** A list's question, or the path of an object; see `questionAsked`. */
  question: string;
  /** 0: no complete response. */
  status: number;
  /** The keys and count of a list, as the sandbox sent them. */
  rows?: { pks: number[]; count: number };
  /** The server's clock at the time of the response, in epoch milliseconds. */
  at: number;
}

export interface RandomAuthentik {
  faults: Faults;
  /** Oldest first. */
  outcomes: readonly Outcome[];
  /** What the sandbox would return now without faults. */
  peek(pathAndQuery: string): Promise<{ status: number; body: any }>;
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
}

export interface Installation {
  version: string;
  as: CallerName;
  /** Whether codes are issued and removed as time passes. */
  living: boolean;
  /** How far the server's clock is ahead of the browser's, in milliseconds. */
  skew: number;
}

/** The console's time-out for a complete response. */
const TIMEOUT_MS = 30_000;
const ORIGIN = "http://localhost:3000";
const worlds = new Map<boolean, World>();

function worldOf(living: boolean): World {
  const known =
    worlds.get(living) ?? createWorld({ seed: 1, rows: 45, start: START, still: !living });
  worlds.set(living, known);
  return known;
}

/** The sandbox behind its fault layer, in place of `fetch`: a connection that is cut fails as in a browser. */
export function createRandomAuthentik(installation: Installation): RandomAuthentik {
  const { version, as, living, skew } = installation;
  const { world, poison } = poisonable(worldOf(living));
  const now = () => Date.now() + skew;
  const sandbox = createSandbox({ version, world, now, random: () => 0.5 });
  const faults = createFaults({ now, poison, random: () => 0.5 });
  const outcomes: Outcome[] = [];

  async function exchange(request: Request, signal: AbortSignal | null): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.replace(/^\/api\/v3\//, "");
    let at = now();
    // The console's own time-out counts as an outcome; an abort for any other reason does not.
    let late = false;
    const timer = setTimeout(() => {
      late = true;
    }, TIMEOUT_MS - 1);
    const note = (status: number, text = "") => {
      clearTimeout(timer);
      if (!signal?.aborted || late)
        outcomes.push({ status, at, ...told(path, searchParams, text) });
    };
    try {
      const called = asCaller(request, as);
      const answer = faults.around(called, (shift) => {
        at = now() + shift;
        return sandbox.handle(called, shift);
      });
      const response = await unlessAborted(answer, signal);
      const cut = response.headers.get(CUT_HEADER);
      if (cut === "drop" || cut === "reset") throw new TypeError("Failed to fetch");
      const read = response.text.bind(response);
      const text = async () => {
        try {
          const body = await unlessAborted(read(), signal);
          const isWhole = parsed(body) !== undefined;
          note(response.ok && !isWhole ? 0 : response.status, body);
          return body;
        } catch (error) {
          note(0);
          throw error;
        }
      };
      return Object.defineProperty(response, "text", { value: text });
    } catch (error) {
      note(0);
      throw error;
    }
  }

  return {
    faults,
    outcomes,
    async peek(pathAndQuery) {
      const request = new Request(`${ORIGIN}/api/v3/${pathAndQuery}`);
      const response = await sandbox.handle(asCaller(request, as));
      return { status: response.status, body: parsed(await response.text()) };
    },
    fetch(input, init) {
      const request = new Request(new URL(String(input), ORIGIN).href, init);
      if (new URL(request.url).pathname === "/config.json") {
        const config = {
          mode: "sandbox",
          authentikUrl: null,
          sandboxVersion: version,
          readOnly: true,
        };
        return Promise.resolve(json(200, config));
      }
      return exchange(request, init?.signal ?? null);
    },
  };
}

function told(
  path: string,
  params: URLSearchParams,
  text: string,
): Pick<Outcome, "question" | "rows"> {
  const body = isListPath(path) ? parsed(text) : undefined;
  if (!Array.isArray(body?.results)) return { question: questionAsked(path, params) };
  const pks = body.results.map(({ pk }: { pk: number }) => pk);
  // A request for the last page counts under its number.
  const numbered = new URLSearchParams({
    ...Object.fromEntries(params),
    page: body.pagination.current,
  });
  return { question: questionAsked(path, numbered), rows: { pks, count: body.pagination.count } };
}

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Like `fetch`: an abort rejects at once, whatever still arrives. */
function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal | null): Promise<T> {
  if (signal === null) return answer;
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(new DOMException("Aborted", "AbortError"));
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
  return Promise.race([answer, aborted]);
}
