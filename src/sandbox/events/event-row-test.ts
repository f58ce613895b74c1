import { matches } from "../rules/search-terms.ts";
import type { Descriptions } from "./describe-events.ts";
import { rowOf, type EventColumns } from "./event-columns.ts";
import {
  holds,
  isBrief,
  passesBrief,
  searchedTexts,
  type Condition,
  type EventQuery,
} from "./event-query.ts";

/** A word that may be part of a random text: a uuid, a nonce, a request's ID. */
const MAY_BE_RANDOM = /^(CANARY-|[0-9a-f-]{16,}$|[\w-]{24,}$)/i;

/**
 * Tests rows of columns for a query. What depends on client and user only is worked out once for each pair, since there
 * are far more rows.
 */
export function createRowTest(
  query: EventQuery,
  { brief, event }: Descriptions,
  columns: EventColumns,
): (row: number) => boolean {
  const { terms } = query;
  const times = query.conditions.filter(({ field }) => field === "created");
  const deep = query.conditions.filter((each) => !isBrief(each) && each.field !== "created");
  const verdicts = new Map<number, readonly string[] | null>();

  /** @returns the terms that are still to be found; null if the events of that client and user do not pass */
  function verdict(row: number): readonly string[] | null {
    const nth = columns.nth[row] as number;
    const provider = columns.provider[row] as number;
    const user = columns.user[row] as number;
    const key = (Math.min(nth, 1) * 2 ** 20 + provider) * 2 ** 24 + user;
    const known = verdicts.get(key);
    if (known !== undefined) return known;
    const same = brief({ nth, provider, user });
    const texts = terms.length === 0 ? [] : searchedTexts(same);
    const open = terms.filter((term) => !matches([term], texts));
    const found = passesBrief(same, query) ? open : null;
    verdicts.set(key, found);
    return found;
  }

  return (row) => {
    const created = columns.created[row] as number;
    if (!times.every((each) => isAt(each, created))) return false;
    const open = verdict(row);
    if (open === null) return false;
    if (open.length === 0 && deep.length === 0) return true;
    // Scopes and random texts differ from row to row.
    if (deep.length === 0 && !open.every((term) => MAY_BE_RANDOM.test(term) || mayBeScope(term))) {
      return false;
    }
    const found = event(rowOf(columns, row));
    return (
      deep.every((each) => holds(each, found)) && matches(open, [found.pk, ...searchedTexts(found)])
    );
  };
}

/** Every scope of this world, and the names of an event's fields. */
const SCOPE_WORDS =
  "openid offline_access email profile groups goauthentik.io/api ak_proxy entitlements read:all write:reports phone address nonce scope state request_id code_challenge code_challenge_method S256 https://api.example.com/";

function mayBeScope(term: string): boolean {
  const word = term.toLowerCase();
  return SCOPE_WORDS.toLowerCase().includes(word) || word.includes("api.example.com");
}

function isAt({ operator, value }: Condition, created: number): boolean {
  const time = Date.parse(value);
  switch (operator) {
    case "=":
      return created === time;
    case "!=":
      return created !== time;
    case ">":
      return created > time;
    case ">=":
      return created >= time;
    case "<":
      return created < time;
    case "<=":
      return created <= time;
    default:
      return false;
  }
}
