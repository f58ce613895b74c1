import type { Codes } from "../codes/codes.ts";
import { editedCodes } from "../codes/codes-edited.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";
import type { World } from "../world/entities.ts";
import { cleanUpAfter } from "../rules/clean-up-times.ts";

/** Keys below this one belong to codes older than all of the history. */
const BELOW = 20_000;

export interface Poisonable {
  readonly world: World;
  /** Plants so many rows; each is gone with the clean-up after `now` (epoch milliseconds). */
  poison(now: number, count: number): void;
}

/**
 * A world in which rows can be planted that a real server breaks on: codes that shall expire, at no
 * moment. Such a row is the like of one in the middle of the list, so that there is a page before
 * it and one after it.
 */
export function poisonable(inner: World): Poisonable {
  const planted: { readonly at: number; readonly gone: number; code: AuthorizationCodeEntity }[] =
    [];
  let last: { codes: Codes; key: string; answer: Codes } | undefined;
  return {
    world: {
      ...inner,
      codes(now) {
        const codes = inner.codes(now);
        const there = planted.filter(({ at, gone }) => at <= now && now < gone);
        if (there.length === 0) return codes;
        const key = there.map(({ code }) => code.pk).join();
        // The very same object for as long as nothing changes.
        if (last?.codes !== codes || last.key !== key) {
          const answer = editedCodes(codes, { added: there.map(({ code }) => code) });
          last = { codes, key, answer };
        }
        return last.answer;
      },
    },
    poison(now, count) {
      const listed = inner
        .codes(now)
        .all()
        .toSorted((one, other) => one.provider - other.provider);
      const { provider, user } = listed[Math.floor(listed.length / 2)] ?? {
        provider: inner.providers[0]?.pk ?? 0,
        user: inner.users[0]?.pk ?? 0,
      };
      for (let each = 0; each < count; each += 1) {
        const pk = BELOW - 1 - planted.length;
        const code = { pk, provider, user, expires: null, expiring: true, scope: ["openid"] };
        planted.push({ at: now, gone: cleanUpAfter(now), code });
      }
    },
  };
}
