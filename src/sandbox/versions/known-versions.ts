/**
 * The supported versions of authentik. Their differences are in two tables: `version-rules.ts` (behaviour, with the
 * release that changed it) and `version-fields.ts` (fields that were added or removed). The README explains how to add
 * a version.
 */
import type { Rules } from "./rules.ts";
import { FIELDS, type ObjectName } from "./version-fields.ts";
import { RULES, type History } from "./version-rules.ts";

/** Each version and the release that `admin/version/` reports. */
export const VERSIONS = {
  "2024.8": "2024.8.3",
  "2024.12": "2024.12.5",
  "2025.4": "2025.4.4",
  "2025.12": "2025.12.4",
  "2026.2": "2026.2.2",
  "2026.8": "2026.8.0",
} as const;

type VersionName = keyof typeof VERSIONS;

export const DEFAULT_VERSION: VersionName = "2026.2";

/** Everything the rest of the sandbox may know about a version. */
export interface Version {
  readonly name: string;
  /** Such as `2026.2.2`. */
  readonly release: string;
  readonly rules: Rules;
  /** Whether objects of this kind have the field in this version. */
  has(object: ObjectName, field: string): boolean;
}

/** Compares numerically, so that `2024.8` comes before `2024.10`. */
function isBefore(one: string, other: string): boolean {
  const [year = 0, month = 0] = one.split(".").map(Number);
  const [otherYear = 0, otherMonth = 0] = other.split(".").map(Number);
  return year === otherYear ? month < otherMonth : year < otherYear;
}

/**
 * @param name a key of `VERSIONS`
 * @throws RangeError for a version that is not supported
 */
export function versionNamed(name: string): Version {
  const release = (VERSIONS as Readonly<Record<string, string>>)[name];
  if (release === undefined) {
    throw new RangeError(`no such version: ${name} (offered: ${Object.keys(VERSIONS).join(", ")})`);
  }
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
      const lifetime = FIELDS[object][field];
      if (lifetime === undefined) return true;
      const isAdded = lifetime.from === undefined || !isBefore(name, lifetime.from);
      return isAdded && (lifetime.until === undefined || isBefore(name, lifetime.until));
    },
  };
}
