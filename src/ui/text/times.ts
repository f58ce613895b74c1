import { readPreference, usePreference } from "../preference.ts";

/** How times are shown: by their distance where that says more, else in the browser's zone; the others without it. */
export const TIMES = ["relative", "local", "utc", "iso"] as const;

/** The reader's choice. Whoever shows times is mounted anew when it changes. */
export const useTimes = () => usePreference("times", TIMES);

export const readTimes = () => readPreference("times", TIMES);
