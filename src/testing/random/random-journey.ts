import type { Fault } from "../../sandbox/faults/fault-spec.ts";
import { CALLERS } from "../../sandbox/world/callers.ts";
import { createRandom, type Random } from "../../sandbox/world/random.ts";
import { VERSIONS } from "../../sandbox/versions/known-versions.ts";
import { vi } from "vitest";
import { actionsAt } from "./random-actions.ts";
import type { Action } from "./random-control-actions.ts";
import {
  type Address,
  drawAddress,
  LISTS,
  meaning,
  isLeavingOut,
  questionOf,
  readAddress,
} from "./random-address.ts";
import {
  createRandomAuthentik,
  type Installation,
  type RandomAuthentik,
} from "./random-authentik.ts";
import {
  isBroughtBack,
  isFound,
  type Wrong,
  wrongWithControls,
  wrongWithDrawer,
  wrongWithPage,
  wrongWithRows,
} from "./random-checks.ts";
import { openRandomConsole, type RandomConsole } from "./random-console.tsx";
import { notRecovered } from "./random-recovery.ts";
import { drawFault, isOfClocks, written } from "./random-faults.ts";

const ACTIONS = 12;
/** Rounds of pressing retry buttons, within which the page must recover. */
const ROUNDS = 4;
const RETRIES = new Set(["Try again", "Retry", "Retry", "Refresh"]);
/** Past the next clean-up, however far the clock jumped. */
const LONG_AFTER_MS = 12 * 3_600_000;

/**
 * One journey: a user performs a dozen actions in the console while its server fails at random.
 *
 * @returns the first problems found, in order; empty if there were none.
 */
export async function journey(seed: number, tell: (line: string) => void): Promise<Wrong> {
  const random = createRandom(seed, "journey");
  const installation: Installation = {
    version: random.pick(Object.keys(VERSIONS)),
    as: random.chance(0.6) ? "admin" : random.pick(CALLERS),
    living: random.chance(0.35),
    skew: random.pick([0, 0, 0, 90_000, -90_000]),
  };
  const authentik = createRandomAuthentik(installation);
  const start = drawAddress(random, await someKeys(authentik));
  tell(`${JSON.stringify(installation)} ${start}`);
  if (random.chance(0.6)) begin(authentik, drawFault(random), tell);

  const page = await openRandomConsole(authentik, start, random.next);
  try {
    return await walk({ page, authentik, random, tell }, readAddress(start));
  } finally {
    await page.close();
  }
}

function begin({ faults }: RandomAuthentik, fault: Fault, tell: (line: string) => void): void {
  tell(`    begins: ${written(fault)}`);
  faults.replace([...faults.standing(), fault]);
}

async function someKeys(authentik: RandomAuthentik): Promise<Record<string, readonly unknown[]>> {
  const entries = Object.entries(LISTS).map(async ([list, { api }]) => {
    const { body } = await authentik.peek(`${api}?page_size=50`);
    const results: { pk: unknown }[] = body?.results ?? [];
    return [list, results.map(({ pk }) => pk)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

interface Walk {
  page: RandomConsole;
  authentik: RandomAuthentik;
  random: Random;
  tell: (line: string) => void;
}

async function walk({ page, authentik, random, tell }: Walk, start: Address): Promise<Wrong> {
  const { faults, outcomes } = authentik;
  /** Where Back and Forward should lead, according to the actions. */
  let history = [start];
  let at = 0;
  /** Index of the first outcome that the page has not forgotten. */
  let from = 0;
  let clocksAgree = !faults.standing().some(isOfClocks);

  /** Checks the page as it is now. */
  function look(quiet = false): Wrong {
    const expected = history[at] ?? start;
    const address = readAddress(page.url());
    if (meaning(address) !== meaning(expected) && !isBroughtBack(expected, address, outcomes)) {
      return [`the address is ${page.url()}, and should mean ${meaning(expected)}`];
    }
    history[at] = address;
    if (address.list === "") return [...page.complaints, ...wrongWithPage()];
    const seen = { address, outcomes: outcomes.slice(from), quiet, clocksAgree };
    return [
      ...page.complaints,
      ...wrongWithPage(),
      ...wrongWithControls(seen),
      ...wrongWithRows(seen),
      ...wrongWithDrawer(seen),
      ...(quiet && random.chance(0.2) && page.everything().includes("CANARY-")
        ? ["the page has a secret"]
        : []),
    ];
  }

  async function act(action: Action): Promise<void> {
    const here = history[at] ?? start;
    const to = action.to ?? here;
    if (action.forgets) {
      history = [here];
      at = 0;
      from = outcomes.length;
    } else if (action.goes !== undefined) {
      at = Math.min(Math.max(at + action.goes, 0), history.length - 1);
    } else if (action.to !== undefined) {
      if (meaning(to) === meaning(here)) history[at] = to;
      else history = [...history.slice(0, ++at), to];
    }
    await action.run(page);
  }

  async function settled(): Promise<Wrong> {
    await page.quiet();
    return look(true);
  }

  await page.pass(1);
  for (let turn = 0; turn < ACTIONS; turn += 1) {
    // Sometimes the user does not wait for the page to settle.
    const wrong = random.chance(0.65) ? await settled() : look();
    if (wrong.length > 0) return wrong;
    if (random.chance(0.2)) {
      tell("    ends: everything");
      faults.replace([]);
    }
    if (random.chance(0.35)) {
      const fault = drawFault(random);
      clocksAgree &&= !isOfClocks(fault);
      begin(authentik, fault, tell);
    }
    const action = pickWeighted(actionsAt(readAddress(page.url()), random), random);
    tell(`${turn + 1}. ${action.says}`);
    await act(action);
    await page.pass(random.pick([1, 50, 1500]));
    const after = look();
    if (after.length > 0) return after;
  }

  tell("    ends: everything, for good");
  faults.replace([]);
  const last = await settled();
  if (last.length > 0) return last;
  vi.setSystemTime(Date.now() + LONG_AFTER_MS);
  let left: Wrong = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = outcomes.length;
    const pressed = [
      ...document.querySelectorAll<HTMLElement>("main button, header button"),
    ].filter(({ textContent }) => RETRIES.has(textContent.trim()));
    for (const button of pressed) {
      tell(`    presses “${button.textContent.trim()}”`);
      await page.does(() => button.click());
    }
    const wrong = await settled();
    if (wrong.length > 0) return wrong;
    const address = readAddress(page.url());
    const isAsked =
      address.list === "" ||
      outcomes.slice(before).some(({ question }) => question === questionOf(address));
    if (!isFound(address) && !isLeavingOut(address) && !isAsked)
      return ["Refresh does not ask for the rows"];
    left = await notRecovered(address, authentik, page);
    if (left.length === 0) return [];
  }
  return left.map((each) => `all faults have ended, but ${each}`);
}

function pickWeighted(actions: readonly Action[], random: Random): Action {
  let left = random.next() * actions.reduce((sum, { weight }) => sum + weight, 0);
  const chosen = actions.find(({ weight }) => (left -= weight) < 0) ?? actions[0];
  if (chosen === undefined) throw new Error("there is nothing to do on this page");
  return chosen;
}
