import { type Fault, FAULT_KINDS, faultOf } from "../../sandbox/faults/fault-spec.ts";
import type { Random } from "../../sandbox/world/random.ts";

/** Everything, the lists, single objects, and what is requested besides them. */
const PATHS = [
  "",
  "",
  "oauth2/",
  "oauth2/",
  "oauth2/authorization_codes/*/",
  "oauth2/access_tokens/",
  "oauth2/refresh_tokens/*/",
  "sources/group_connections/",
  "sources/group_connections/",
  "core/users/me/",
  "core/groups/",
  "core/",
  "sources/all/",
  "providers/",
  "admin/",
];

/** Durations from negligible to longer than the console's time-out. */
const DURATIONS: Readonly<Record<string, readonly string[]>> = {
  "503": [":0s", ":2s", ":12s"],
  "429": [":0s", ":2s", ":12s"],
  latency: [":300ms", ":4s", ":31s"],
  drip: [":1s", ":20s", ":35s"],
  skew: [":1h", ":-1h", ":-40s"],
  jump: [":1h", ":-1h", ":90s"],
};

export function drawFault(random: Random): Fault {
  const kind = random.pick(FAULT_KINDS);
  const duration = random.pick(DURATIONS[kind] ?? [""]);
  const once = kind === "jump" || kind === "poison";
  const times = once ? "" : random.pick(["", "", ",1", ",2", ",3", ",5"]);
  return faultOf(`${kind}${duration}${times}@${random.pick(PATHS)}`);
}

/** Whether the fault affects times, not rows. */
export function isOfClocks({ kind }: Fault): boolean {
  return kind === "skew" || kind === "jump";
}

/** In the syntax of `--fail`. */
export function written({ kind, ms, times, path }: Fault): string {
  return `${kind}${ms === 0 ? "" : `:${ms}ms`}${times === null ? "" : `,${times}`}@${path}`;
}
