import { startGrantlens } from "../support/grantlens-process.ts";
import { buildOf } from "./other-build.ts";
import type { Measured } from "./report.ts";

/** The commit whose build this one is held against; none when not given. */
export const AGAINST = process.env["GRANTLENS_AGAINST"] ?? "";

/** How often each case is measured, after once for nothing: processes and browser are slow at first. */
export const ROUNDS = Number(process.env["GRANTLENS_ROUNDS"] ?? 5);

export type Note = (measure: string, value: number) => void;

export interface Build {
  /** The main file of its process; this build's when not given. */
  main: string | undefined;
  measured: Measured;
}

/** This build, and that of another commit if one is given. */
export function buildsAgainst(commit: string): Build[] {
  const other = commit === "" ? undefined : buildOf(commit);
  return [
    { main: undefined, measured: new Map() },
    ...(other === undefined ? [] : [{ main: other, measured: new Map() }]),
  ];
}

/** Measures all builds in turn, each round the other way round: what slows the machine for a while meets them alike. */
export async function inRounds(
  builds: readonly Build[],
  rows: number,
  measure: (origin: string, note: Note) => Promise<void>,
): Promise<void> {
  const flags = ["--rows", String(rows), "--latency", "real"];
  const running = await Promise.all(
    builds.map(async ({ main, measured }) => ({
      measured,
      grantlens: await startGrantlens(flags, {}, main),
    })),
  );
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      console.log(`${grouped(rows)} rows, ${round === 0 ? "to warm up" : `round ${round}`}`);
      for (const { measured, grantlens } of round % 2 === 0 ? running : running.toReversed()) {
        await measure(grantlens.origin, (name, value) => {
          if (round > 0) measured.set(name, [...(measured.get(name) ?? []), value]);
        });
      }
    }
  } finally {
    await Promise.all(running.map(({ grantlens }) => grantlens.stop()));
  }
}

export function grouped(rows: number): string {
  return rows.toLocaleString("en");
}
