/**
 * The versions that are offered, and how each is put together out of the two tables of differences:
 * `version-rules.ts` (behaviours, with the release that brought each) and `version-fields.ts`
 * (fields that came or went). Both can be read line by line beside the notes on authentik's API.
 *
 * To offer one more version, add it to `VERSIONS` (and to the two tables whatever it changed), and
 * put its recorded cases beside the others: `truth.test.ts` says how.
 */
import type { Rules } from "./rules.ts";
import { FIELDS, type ObjectName } from "./version-fields.ts";
import { RULES, type History } from "./version-rules.ts";

/** The versions that are offered, with the release each of them calls itself. */
export const VERSIONS = {
  "2024.8": "2024.8.3",
  "2024.12": "2024.12.5",
  "2025.4": "2025.4.4",
  "2025.12": "2025.12.4",
  "2026.2": "2026.2.2",
  "2026.8": "2026.8.0",
} as const;

export type VersionName = keyof typeof VERSIONS;

export const DEFAULT_VERSION: VersionName = "2026.2";

/** One version, as the rest of the sandbox asks about it. */
export interface Version {
  readonly name: string;
  /** Such as `2026.2.2`. */
  readonly release: string;
  readonly rules: Rules;
  /** Whether this version's `object` has the field. */
  has(object: ObjectName, field: string): boolean;
}

/** Orders `2024.8` before `2024.10`. */
function isBefore(one: string, other: string): boolean {
  const [year = 0, month = 0] = one.split(".").map(Number);
  const [otherYear = 0, otherMonth = 0] = other.split(".").map(Number);
  return year === otherYear ? month < otherMonth : year < otherYear;
}

/**
 * @param name a key of `VERSIONS`
 * @throws RangeError when that version is not offered
 */
export function versionNamed(name: string): Version {
  const release = (VERSIONS as Readonly<Record<string, string>>)[name];
  if (release === undefined) {
    throw new RangeError(`no such version: ${name} (offered: ${Object.keys(VERSIONS).join(", ")})`);
  }
  return versionAt(name, release);
}

/** Any release from 2024.8 on, offered or not; so that the table can be tried against recordings. */
export function versionAt(name: string, release: string): Version {
  const rules = Object.fromEntries(
    Object.entries(RULES).map(([rule, history]: [string, History<unknown>]) => [
      rule,
      history.findLast(([since]) => !isBefore(name, since))?.[1],
    ]),
  ) as unknown as Rules;
  return {
    name,
    release,
    rules,
    has(object, field) {
      const life = FIELDS[object][field];
      if (life === undefined) return true;
      const begun = life.from === undefined || !isBefore(name, life.from);
      return begun && (life.until === undefined || isBefore(name, life.until));
    },
  };
}
