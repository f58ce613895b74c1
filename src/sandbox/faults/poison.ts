import type { Codes } from "../codes/codes.ts";
import { editedCodes } from "../codes/edited-codes.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";
import type { World } from "../world/entities.ts";
import { cleanUpAfter } from "../rules/clean-up-times.ts";

/** Keys below this are reserved for codes older than any minted one. */
const FIRST_PK_OF_OTHERS = 20_000;

interface Poisonable {
  readonly world: World;
  /** Adds `count` rows, which the next clean-up after `now` (epoch milliseconds) removes. */
  poison(now: number, count: number): void;
}

/**
 * A world to which rows can be added that crash a real server: expiring codes without `expires`. They get the provider
 * and user of a code in the middle of the list, so that there are pages before and after them.
 */
export function poisonable(inner: World): Poisonable {
  const added: { readonly from: number; readonly until: number; code: AuthorizationCodeEntity }[] =
    [];
  let last: { codes: Codes; key: string; answer: Codes } | undefined;
  return {
    world: {
      ...inner,
      codes(now) {
        const codes = inner.codes(now);
        const there = added.filter(({ from, until }) => from <= now && now < until);
        if (there.length === 0) return codes;
        const key = there.map(({ code }) => code.pk).join();
        // The same object while nothing changes, so that its sorted indexes are reused.
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
        const pk = FIRST_PK_OF_OTHERS - 1 - added.length;
        const code = { pk, provider, user, expires: null, expiring: true, scope: ["openid"] };
        added.push({ from: now, until: cleanUpAfter(now), code });
      }
    },
  };
}
