/**
 * The faults that can be injected, and their syntax: on the command line `KIND[:DURATION][,TIMES][@PATH]`, in JSON
 * `{"kind", "ms", "times", "path"}`.
 *
 * | kind      | effect                                                         | duration           |
 * | --------- | -------------------------------------------------------------- | ------------------ |
 * | 500       | an HTML page: Internal Server Error                            |                    |
 * | 502       | the proxy's HTML page                                          |                    |
 * | 503, 429  | JSON with Retry-After                                          | Retry-After (5s)   |
 * | drop      | the connection is closed before the response begins            |                    |
 * | reset     | the same, but the connection is reset                          |                    |
 * | truncate  | half of the body, then the connection is closed                |                    |
 * | drip      | the body arrives in up to forty pieces                         | in total (20s)     |
 * | html      | an HTML page with status 200                                   |                    |
 * | type      | the correct body, sent as text/plain                           |                    |
 * | latency   | delays the response, correct or faulty                         | delay (3s)         |
 * | skew      | the server's clock is off for this response                    | offset (1h)        |
 * | jump      | once: the server's clock is off from this request on           | offset (1h)        |
 * | poison    | immediately: adds a code without `expires` that crashes every  | TIMES: number of   |
 * |           | page that contains it, until the next clean-up removes it      | such rows (1)      |
 *
 * A browser retries a request on its own if a keep-alive connection was closed before the response began, so `drop,1`
 * and `reset,1` may go unnoticed; `drop,2` and `reset,2` do not.
 */
import type { Json } from "../http/json-fields.ts";

/** Each kind with its default duration in milliseconds; null if it takes none. */
const KINDS = {
  "500": null,
  "502": null,
  "503": 5000,
  "429": 5000,
  drop: null,
  reset: null,
  truncate: null,
  drip: 20_000,
  html: null,
  type: null,
  latency: 3000,
  skew: 3_600_000,
  jump: 3_600_000,
  poison: null,
} as const;

type FaultKind = keyof typeof KINDS;

export const FAULT_KINDS = Object.keys(KINDS) as FaultKind[];

export interface Fault {
  readonly kind: FaultKind;
  /** Duration in milliseconds; 0 if the kind takes none, negative for a clock that is behind. */
  readonly ms: number;
  /** How many times it fires; null: until it is switched off. */
  readonly times: number | null;
  /**
   * The paths it applies to, relative to `/api/v3/`: a prefix (`oauth2/`), or a pattern for the whole path in which `*`
   * matches anything but a slash and `**` anything (`core/users/*` + `/`). "": all paths.
   */
  readonly path: string;
}

/** An invalid fault specification, explained in one line. */
export class FaultProblem extends Error {}

const SPEC = /^([^:,@]+)(?::(-?\d+(?:\.\d+)?)(ms|s|m|h))?(?:,(\d+))?(?:@(.*))?$/;

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** @throws FaultProblem */
export function faultOf(spec: string): Fault {
  const [, kind = "", amount, unit = "", times, path = ""] = SPEC.exec(spec) ?? [];
  if (kind === "") {
    throw new FaultProblem(
      `${spec}: KIND[:DURATION][,TIMES][@PATH] is wanted, e.g. 503:5s,2@core/`,
    );
  }
  return checked(kind, {
    ...(amount !== undefined && { ms: Number(amount) * (UNITS[unit] ?? 1) }),
    ...(times !== undefined && { times: Number(times) }),
    path,
  });
}

/**
 * Parses faults from JSON: one or a list, each an object or a string in command-line syntax.
 * @throws FaultProblem
 */
export function faultsOf(value: Json): Fault[] {
  const list: readonly Json[] = Array.isArray(value) ? value : [value];
  return list.map((each: Json) => {
    if (typeof each === "string") return faultOf(each);
    if (typeof each !== "object" || each === null || Array.isArray(each)) {
      throw new FaultProblem("a fault is an object or a text");
    }
    const { kind, ms, times, path = "", ...others } = each as { readonly [field: string]: Json };
    const unknown = Object.keys(others)[0];
    if (unknown !== undefined) throw new FaultProblem(`${unknown}: no field of a fault`);
    if (typeof path !== "string") throw new FaultProblem("path: a text is wanted");
    return checked(String(kind), { ms, times, path });
  });
}

function checked(
  name: string,
  { ms, times, path }: { ms?: Json | undefined; times?: Json | undefined; path: string },
): Fault {
  const kind = FAULT_KINDS.find((each) => each === name);
  if (kind === undefined) throw new FaultProblem(`${name}: one of ${FAULT_KINDS.join(", ")}`);
  const defaultMs = KINDS[kind];
  if (ms !== undefined && (typeof ms !== "number" || !Number.isFinite(ms))) {
    throw new FaultProblem(`${kind}: ms is a number`);
  }
  if (ms !== undefined && ms !== 0 && defaultMs === null) {
    throw new FaultProblem(`${kind}: takes no duration`);
  }
  const isCount = typeof times === "number" && Number.isInteger(times) && times > 0;
  if (times !== undefined && times !== null && !isCount) {
    throw new FaultProblem(`${kind}: times is a whole number, 1 or more`);
  }
  // By default a clock jumps once, and one row is added.
  const defaultTimes = kind === "jump" || kind === "poison" ? 1 : null;
  return {
    kind,
    ms: typeof ms === "number" ? ms : (defaultMs ?? 0),
    times: typeof times === "number" ? times : defaultTimes,
    path: path.replace(/^\/?(api\/v3\/)?/, ""),
  };
}

/** @param path relative to `/api/v3/` */
export function appliesTo(fault: Fault, path: string): boolean {
  if (!fault.path.includes("*")) return path.startsWith(fault.path);
  const pattern = fault.path
    .split(/(\*+)/)
    .map((part) =>
      part === "*" ? "[^/]*" : part.startsWith("*") ? ".*" : part.replace(/[^\w/]/g, "\\$&"),
    )
    .join("");
  return new RegExp(`^${pattern}$`).test(path);
}
