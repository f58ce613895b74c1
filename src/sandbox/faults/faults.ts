/**
 * A layer around the sandbox in which things go wrong on purpose: `fault-spec.ts` lists how. To try
 * it by hand, start with `--fail SPEC`, or while it runs send
 *
 *     curl -H 'Content-Type: application/json' -d '["503:5s,2@oauth2/"]' localhost:9800/sandbox/fail
 *
 * which replaces all faults (`[]`: none any more).
 *
 * It must be the outermost layer. If something else read a damaged body first, such as the removal
 * of secrets, it would send a different one.
 */
import { replacementAnswer, damagedAnswer } from "./fault-answers.ts";
import { appliesTo, type Fault } from "./fault-spec.ts";
import { requestId } from "../http/request-id.ts";

interface FaultsOptions {
  /** The correct clock, in epoch milliseconds. */
  readonly now: () => number;
  /** Adds so many rows that crash the server, at that moment. */
  readonly poison: (now: number, count: number) => void;
  readonly sleep?: (ms: number) => Promise<void>;
  readonly random?: () => number;
}

export interface Faults {
  /** The active faults, with the times that are left. */
  standing(): readonly Fault[];
  /** Replaces all faults. A clock that has jumped stays wrong, and added rows stay. */
  replace(faults: readonly Fault[]): void;
  /**
   * @param answer gives the right answer; the argument is how many milliseconds its clock is wrong
   * @returns that answer, another one, or one with an incomplete body (see `CUT_HEADER`)
   */
  around(request: Request, answer: (shift: number) => Promise<Response>): Promise<Response>;
}

export function createFaults(options: FaultsOptions): Faults {
  const { now, poison, sleep = wait, random = Math.random } = options;
  let faults: Fault[] = [];
  let jumped = 0;

  /** The faults that apply to this request; the times that are left go down by one. */
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
      // An answer can be wrong in one way only, so the first fault wins.
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

/** They combine with any other fault. */
const COMBINED: ReadonlySet<Fault["kind"]> = new Set(["jump", "skew", "latency"]);

function total(faults: readonly Fault[]): number {
  return faults.reduce((sum, { ms }) => sum + ms, 0);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
