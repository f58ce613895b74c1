/**
 * Fault injection, as a layer around the sandbox; `fault-spec.ts` lists the faults. To try it by hand, start with
 * `--fail SPEC`, or send to the running process
 *
 *     curl -H 'Content-Type: application/json' -d '["503:5s,2@oauth2/"]' localhost:9800/sandbox/fail
 *
 * which replaces all faults (`[]` removes them).
 *
 * It must be the outermost layer: anything that read a damaged body first, such as the removal of secrets, would send a
 * different one.
 */
import { replacementAnswer, damagedAnswer } from "./fault-answers.ts";
import { appliesTo, type Fault } from "./fault-spec.ts";
import { requestId } from "../http/request-id.ts";

interface FaultsOptions {
  /** The correct clock, in epoch milliseconds. */
  readonly now: () => number;
  /** Adds `count` rows that crash the server, as of `now` (epoch milliseconds). */
  readonly poison: (now: number, count: number) => void;
  readonly sleep?: (ms: number) => Promise<void>;
  readonly random?: () => number;
}

export interface Faults {
  /** The active faults, with the number of times left. */
  standing(): readonly Fault[];
  /** Replaces all faults. A clock that has jumped stays off, and added rows stay. */
  replace(faults: readonly Fault[]): void;
  /**
   * @param answer produces the correct response, with its clock off by `shift` milliseconds
   * @returns that response, a replacement, or one with an incomplete body (see `CUT_HEADER`)
   */
  around(request: Request, answer: (shift: number) => Promise<Response>): Promise<Response>;
}

export function createFaults(options: FaultsOptions): Faults {
  const { now, poison, sleep = wait, random = Math.random } = options;
  let faults: Fault[] = [];
  let jumped = 0;

  /** The faults that apply to this request; each uses up one of its times. */
  function take(path: string, wanted: (fault: Fault) => boolean, most = Infinity): Fault[] {
    const taken = faults.filter((fault) => appliesTo(fault, path) && wanted(fault)).slice(0, most);
    faults = faults.flatMap((fault) => {
      if (!taken.includes(fault) || fault.times === null) return [fault];
      return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
    });
    return taken;
  }

  return {
    standing: () => faults,
    replace(wanted) {
      faults = wanted.filter(({ kind }) => kind !== "poison");
      for (const { kind, times } of wanted) {
        if (kind === "poison") poison(now() + jumped, times ?? 1);
      }
    },
    async around(request, answer) {
      const path = new URL(request.url).pathname.replace(/^\/api\/v3\//, "");
      const jumps = take(path, ({ kind }) => kind === "jump");
      jumped += total(jumps);
      const shift = jumped + total(take(path, ({ kind }) => kind === "skew"));
      const late = total(take(path, ({ kind }) => kind === "latency"));
      // A response can be faulty in only one way, so the first fault wins.
      const [fault] = take(path, ({ kind }) => !COMBINED.has(kind), 1);
      if (late > 0) await sleep(late);

      if (fault === undefined) return answer(shift);
      const headers = new Headers({
        "Cache-Control": "no-store",
        "X-authentik-id": requestId(random),
        Date: new Date(now() + shift).toUTCString(),
      });
      return replacementAnswer(fault, headers) ?? damagedAnswer(fault, await answer(shift), sleep);
    },
  };
}

/** Kinds that combine with any other fault. */
const COMBINED: ReadonlySet<Fault["kind"]> = new Set(["jump", "skew", "latency"]);

function total(faults: readonly Fault[]): number {
  return faults.reduce((sum, { ms }) => sum + ms, 0);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
