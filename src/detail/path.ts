import { readHyphenated } from "../model/ids.ts";

/** One step from an object to a nested one, as in the path below the object's pk. */
export type PathStep =
  | { kind: "provider" }
  | { kind: "user" }
  | { kind: "source" }
  | { kind: "group" }
  | { kind: "groups"; uuid: string }
  | { kind: "roles"; uuid: string }
  | { kind: "parents"; uuid: string }
  | { kind: "children"; uuid: string }
  | { kind: "unknown"; rest: string };

/** A first step: to an object that a row refers to. */
type PlainKind = "provider" | "user" | "source" | "group";
type KeyedKind = "groups" | "roles" | "parents" | "children";

const GROUP_LINKS: readonly KeyedKind[] = ["parents", "children", "roles"];

/** The steps with an id that may follow each kind of step. */
const NEXT: Readonly<Record<Exclude<PathStep["kind"], "unknown">, readonly KeyedKind[]>> = {
  provider: [],
  source: [],
  roles: [],
  user: ["groups", "roles"],
  group: GROUP_LINKS,
  groups: GROUP_LINKS,
  parents: GROUP_LINKS,
  children: GROUP_LINKS,
};

/**
 * Reads the path below an object's pk ("user/groups/<uuid>").
 *
 * @param firstSteps the steps possible from the object itself.
 * @param path decoded path, with or without leading and trailing slash; empty for the object itself.
 * @returns the steps; from the first invalid segment on, one last step of kind "unknown" holds the
 *   rest unchanged. Uuids are returned as the API writes them, steps in lower case; a full stop at the end is ignored.
 */
export function parsePath(path: string, firstSteps: readonly PlainKind[]): PathStep[] {
  const parts = path
    .replace(/(?<=\w)\.$/, "")
    .split("/")
    .filter((part) => part !== "");
  const steps: PathStep[] = [];
  let at = 0;
  const first = firstSteps.find((kind) => kind === parts[0]?.toLowerCase());
  if (first !== undefined) {
    steps.push({ kind: first });
    at = 1;
    let allowed = NEXT[first];
    for (;;) {
      const kind = allowed.find((one) => one === parts[at]?.toLowerCase());
      const uuid = readHyphenated(parts[at + 1] ?? "");
      if (kind === undefined || uuid === null) break;
      steps.push({ kind, uuid });
      allowed = NEXT[kind];
      at += 2;
    }
  }
  if (at < parts.length) steps.push({ kind: "unknown", rest: parts.slice(at).join("/") });
  return steps;
}

/** Writes steps as a path below the pk, without leading or trailing slash: the inverse of `parsePath`. */
export function formatPath(steps: readonly PathStep[]): string {
  return steps.map(formatPathStep).join("/");
}

/** Writes one step. */
function formatPathStep(step: PathStep): string {
  if (step.kind === "unknown") return step.rest;
  return "uuid" in step ? `${step.kind}/${step.uuid}` : step.kind;
}
