import type { OpenIdProvider, Renewal, Tokens } from "./openid-provider.ts";

/** How much of an access token's life is used before it is renewed. */
const USED = 0.8;

/** How long new tokens are kept for requests that still come with those of before, milliseconds. */
const KEPT_MS = 60_000;

/** How long to go on with the tokens of before, where they could not be renewed but have not ended, milliseconds. */
const PAUSE_MS = 1000;

/**
 * Renews tokens before they end, once for all requests and tabs: a refresh token can be used once, and requests that
 * set out with the same one get the same outcome.
 */
export function createRenewals({ renew }: Pick<OpenIdProvider, "renew">) {
  const renewing = new Map<string, Promise<Renewal>>();

  async function ask(tokens: Tokens): Promise<Renewal> {
    const isUsable = () => Date.now() < tokens.endsMs;
    try {
      const renewed = await renew(tokens);
      // Another process may have renewed them; authentik lets the access token of before live on.
      return renewed === "over" && isUsable() ? tokens : renewed;
    } catch (error) {
      if (isUsable()) return tokens;
      throw error;
    }
  }

  return {
    /**
     * The tokens to ask with; "over" once there are none.
     *
     * @throws SignInProblem when authentik cannot be asked, and the access token has ended.
     */
    current(tokens: Tokens): Promise<Renewal> {
      const { access, issuedMs, endsMs } = tokens;
      if (Date.now() < issuedMs + (endsMs - issuedMs) * USED) return Promise.resolve(tokens);
      const known = renewing.get(access);
      if (known !== undefined) return known;
      const asked = ask(tokens);
      renewing.set(access, asked);
      asked.then(
        (outcome) => {
          const keptMs = outcome === tokens ? PAUSE_MS : KEPT_MS;
          setTimeout(() => renewing.delete(access), keptMs).unref();
        },
        () => renewing.delete(access),
      );
      return asked;
    },

    /** What came, or comes, of a renewal of these tokens; null where there was none of late. Never rejects. */
    async outcomeOf({ access }: Tokens): Promise<Tokens | null> {
      const outcome = await renewing.get(access)?.catch(() => null);
      return outcome === undefined || outcome === "over" ? null : outcome;
    },
  };
}
