/**
 * A layer of trouble around the sandbox: what `fault-spec.ts` lists, for the paths and as often as
 * it was asked for. To see each state by hand, start with `--fail SPEC`, or while it runs
 *
 *     curl -H 'Content-Type: application/json' -d '["503:5s,2@oauth2/"]' localhost:9800/sandbox/fail
 *
 * which says what shall go wrong from now on (`[]`: nothing any more).
 *
 * It belongs outside of everything that reads or repairs bodies, the removal of secrets above all:
 * a body that is cut before that would come out as something else. The layer adds no secrets.
 */
import { insteadOf, spoilt } from "./fault-answers.ts";
import { isMeant, type Fault } from "./fault-spec.ts";
import { requestId } from "../http/request-id.ts";

export interface FaultsOptions {
  /** The right clock, in epoch milliseconds. */
  readonly now: () => number;
  /** Plants so many rows that break the server, at that moment. */
  readonly poison: (now: number, count: number) => void;
  readonly sleep?: (ms: number) => Promise<void>;
  readonly random?: () => number;
}

export interface Faults {
  /** What is going to go wrong, and how often still. */
  standing(): readonly Fault[];
  /** In place of all that stood. What has happened stays: a clock that jumped, rows that were planted. */
  replace(faults: readonly Fault[]): void;
  /**
   * @param answer gives the right answer, by a clock that is so many milliseconds off
   * @returns that answer, another one, or one whose body breaks off; see `CUT_HEADER`
   */
  around(request: Request, answer: (shift: number) => Promise<Response>): Promise<Response>;
}

export function createFaults(options: FaultsOptions): Faults {
  const { now, poison, sleep = wait, random = Math.random } = options;
  let faults: Fault[] = [];
  let jumped = 0;

  /** Those that this request meets; each is used up by one. */
  function take(path: string, wanted: (fault: Fault) => boolean, most = Infinity): Fault[] {
    const taken = faults.filter((fault) => isMeant(fault, path) && wanted(fault)).slice(0, most);
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
      // One answer can be wrong in one way only: the first that was asked for.
      const [fault] = take(path, ({ kind }) => !BESIDE.has(kind), 1);
      if (late > 0) await sleep(late);

      if (fault === undefined) return answer(shift);
      const headers = new Headers({
        "Cache-Control": "no-store",
        "X-authentik-id": requestId(random),
        Date: new Date(now() + shift).toUTCString(),
      });
      return insteadOf(fault, headers) ?? spoilt(fault, await answer(shift), sleep);
    },
  };
}

/** They go along with any answer. */
const BESIDE: ReadonlySet<Fault["kind"]> = new Set(["jump", "skew", "latency"]);

function total(faults: readonly Fault[]): number {
  return faults.reduce((sum, { ms }) => sum + ms, 0);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
