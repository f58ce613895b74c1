import { groupBy } from "./group-by.ts";
import { type Birth, EVENT_BEFORE_CODE_MS, type Evidence, type ListedCode } from "./facts.ts";

/** Which of the listed codes belong to which births. */
export interface CodeMatches {
  /** By id of the birth. */
  readonly matched: ReadonlyMap<string, ListedCode>;
  /** Births that a code may belong to, with the ids of the others that it may belong to. */
  readonly ambiguous: ReadonlyMap<string, readonly string[]>;
}

/**
 * Matches codes, which show no nonce, to births by user, client and time: the event comes before its code, by up to
 * `EVENT_BEFORE_CODE_MS`. The nearest birth is no answer: under load that paired 20 of 24 wrongly. So a code is matched
 * only where all other births in question are known to have another code, or none.
 *
 * @param births those that have not been redeemed: redeeming deletes the code.
 */
export function matchCodes(
  births: readonly Birth[],
  { codes, births: known }: Evidence,
): CodeMatches {
  const byUser = groupBy(births, ({ user }) => user);
  /** The births that each code may belong to. */
  const open = new Map<ListedCode, Set<Birth>>();
  for (const code of codes.rows) {
    const fitting = (byUser.get(code.user) ?? []).filter((birth) => mayHave(birth, code));
    if (fitting.length > 0) open.set(code, new Set(fitting));
  }
  const matched = new Map<string, ListedCode>();
  const isSettled = (code: ListedCode, births: ReadonlySet<Birth>) =>
    births.size === 1 && (code.issuedAt ?? 0) - EVENT_BEFORE_CODE_MS >= known.from;
  for (;;) {
    const next = [...open].find(([code, births]) => isSettled(code, births));
    if (next === undefined) break;
    const [code, births] = next;
    const [birth] = births as Set<Birth>;
    if (birth === undefined) break;
    matched.set(birth.id, code);
    open.delete(code);
    for (const others of open.values()) others.delete(birth);
    for (const [other, left] of open) if (left.size === 0) open.delete(other);
  }
  const ambiguous = new Map<string, string[]>();
  for (const births of open.values()) {
    for (const { id } of births) {
      const others = [...births].flatMap((birth) => (birth.id === id ? [] : [birth.id]));
      ambiguous.set(id, [...new Set([...(ambiguous.get(id) ?? []), ...others])]);
    }
  }
  return { matched, ambiguous };
}

/** A birth whose client is not known may be of any; a code without end, issued at a time not known, of any before. */
function mayHave(birth: Birth, { provider, issuedAt }: ListedCode): boolean {
  if (birth.provider !== null && birth.provider !== provider) return false;
  if (issuedAt === null) return true;
  const after = issuedAt - birth.at;
  return after >= 0 && after <= EVENT_BEFORE_CODE_MS;
}
