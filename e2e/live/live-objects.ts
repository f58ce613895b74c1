import type { LiveObjects } from "./make-objects.ts";

/**
 * What `live-run.ts` made for the journeys.
 *
 * @throws Error where they were started without it.
 */
export function liveObjects(): LiveObjects {
  const said = process.env["GRANTLENS_LIVE"];
  if (said === undefined) throw new Error("Start these journeys by npm run e2e:live.");
  return JSON.parse(said) as LiveObjects;
}
