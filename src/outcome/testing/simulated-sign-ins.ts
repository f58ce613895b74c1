import * as fc from "fast-check";
import type {
  Birth,
  ClientValidities,
  Evidence,
  ListedCode,
  ListedToken,
  RowsRead,
} from "../facts.ts";

/** What really became of a simulated sign-in; times in epoch milliseconds. */
export interface Truth {
  readonly birth: Birth;
  readonly code: ListedCode;
  /** When it was redeemed, once or by several workers; empty: never. */
  readonly redeemedAt: readonly number[];
  /** When the code was deleted before its end, unredeemed. */
  readonly deletedAt: number | null;
  /** Somebody deleted all of its tokens. */
  readonly tokensDeleted: boolean;
  /** When its tokens were renewed. */
  readonly refreshedAt: readonly number[];
}

const OFFLINE_SCOPES = ["openid", "offline_access"];
const MINUTE = 60_000;

/** Two clients send a nonce, two do not; one of each asks for refresh tokens. */
const CLIENTS: readonly (ClientValidities & { hasNonce: boolean; scopes: readonly string[] })[] = [
  {
    provider: 1,
    hasNonce: true,
    scopes: ["openid"],
    codeMs: MINUTE,
    accessMs: 60 * MINUTE,
    refreshMs: 1e9,
  },
  {
    provider: 2,
    hasNonce: true,
    scopes: OFFLINE_SCOPES,
    codeMs: 30_000,
    accessMs: 10 * MINUTE,
    refreshMs: 1e9,
  },
  {
    provider: 3,
    hasNonce: false,
    scopes: ["openid"],
    codeMs: MINUTE,
    accessMs: 10 * MINUTE,
    refreshMs: 1e9,
  },
  {
    provider: 4,
    hasNonce: false,
    scopes: OFFLINE_SCOPES,
    codeMs: MINUTE,
    accessMs: 60 * MINUTE,
    refreshMs: 1e9,
  },
];

/** The end of the simulated time, and the moment of the reading; the simulation lasts 40 minutes. */
const NOW = Date.parse("2026-11-22T10:04:30.250Z");
const LONG = 40 * MINUTE;

const fate = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("redeemed" as const),
      share: fc.double({ min: 0, max: 0.9, noNaN: true }),
      twice: fc.boolean(),
      tokensDeleted: fc.nat(9).map((n) => n === 0),
      refreshes: fc.array(fc.nat(LONG), { maxLength: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("left" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("deleted" as const),
      share: fc.double({ min: 0, max: 0.9, noNaN: true }),
    }),
  },
);

const signIn = fc.record({
  // Close together, so that several fit: within seconds of one another or of now.
  before: fc.oneof(
    fc.nat(LONG),
    fc.nat(20_000),
    fc.integer({ min: 5 * MINUTE, max: 5 * MINUTE + 20_000 }),
  ),
  user: fc.integer({ min: 1, max: 2 }),
  client: fc.nat(CLIENTS.length - 1),
  delay: fc.oneof(fc.integer({ min: 50, max: 500 }), fc.integer({ min: 50, max: 6200 })),
  fate,
});

/** Some sign-ins with what became of them, and the evidence that authentik lists of them at the end. */
export const simulatedSignIns: fc.Arbitrary<{ truths: readonly Truth[]; evidence: Evidence }> = fc
  .record({
    signIns: fc.array(signIn, { maxLength: 12 }),
    // How far back each list was read; the births a little further than is judged.
    from: fc.record({ births: reach(), codes: reach(), access: reach(), refresh: reach() }),
    seesAll: fc.nat(9).map((n) => n > 0),
  })
  .map(({ signIns, from, seesAll }) => {
    const truths = signIns.map((one, index) => truthOf(one, index));
    const clients = new Map(CLIENTS.map((client) => [client.provider, client]));
    const tokens = truths.flatMap(tokensOf).filter(({ isListed }) => isListed);
    const kind = (wanted: ListedToken["kind"]) =>
      tokens.flatMap(({ token }) => (token.kind === wanted ? [token] : []));
    return {
      truths,
      evidence: {
        births: reading(
          truths.map(({ birth }) => birth),
          ({ at }) => at,
          from.births,
        ),
        codes: reading(
          truths.filter(isCodeListed).map(({ code }) => code),
          ({ issuedAt }) => issuedAt ?? 0,
          from.codes,
        ),
        accessTokens: reading(kind("access"), ({ issuedAt }) => issuedAt ?? 0, from.access),
        refreshTokens: reading(kind("refresh"), ({ issuedAt }) => issuedAt ?? 0, from.refresh),
        clients,
        seesAll,
      },
    };
  });

/** Usually everything; else up to a time. */
function reach(): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(-Infinity) },
    { weight: 1, arbitrary: fc.nat(LONG).map((before) => NOW - before) },
    { weight: 1, arbitrary: fc.constant(Infinity) },
  );
}

function reading<T>(rows: readonly T[], timeOf: (row: T) => number, from: number): RowsRead<T> {
  const read = rows.filter((row) => timeOf(row) >= from);
  return { rows: read.toSorted((a, b) => timeOf(b) - timeOf(a)), from, asOf: NOW };
}

type SignIn = typeof signIn extends fc.Arbitrary<infer T> ? T : never;

function truthOf({ before, user, client: index, delay, fate }: SignIn, number: number): Truth {
  const client = CLIENTS[index] as (typeof CLIENTS)[number];
  const at = NOW - before - delay;
  const issuedAt = at + delay;
  const codeMs = client.codeMs ?? 0;
  const { provider, scopes } = client;
  const nonce = client.hasNonce ? `nonce-${number}` : null;
  const past = (times: readonly number[]) => times.filter((time) => time <= NOW);
  const when = "share" in fate ? issuedAt + Math.round(codeMs * fate.share) : 0;
  return {
    birth: { id: `birth-${number}`, at, user, provider, scopes, nonce, responseType: "code" },
    code: { pk: number, user, provider, issuedAt, endsAt: issuedAt + codeMs },
    redeemedAt: fate.kind === "redeemed" ? past(fate.twice ? [when, when + 5] : [when]) : [],
    deletedAt: fate.kind === "deleted" && when <= NOW ? when : null,
    tokensDeleted: fate.kind === "redeemed" && fate.tokensDeleted,
    refreshedAt:
      fate.kind === "redeemed" && scopes.includes("offline_access")
        ? past(fate.refreshes.map((later) => when + 10 + later))
        : [],
  };
}

/** Redeeming deletes a code, and so does the first clean-up after its end: at minutes 2, 7, 12 … */
function isCodeListed({ code, birth, redeemedAt, deletedAt }: Truth): boolean {
  const end = code.endsAt ?? Infinity;
  const cleanUp = Math.ceil((end - 2 * MINUTE) / (5 * MINUTE)) * 5 * MINUTE + 2 * MINUTE;
  return (
    birth.at <= NOW &&
    (code.issuedAt ?? 0) <= NOW &&
    redeemedAt.length === 0 &&
    deletedAt === null &&
    cleanUp > NOW
  );
}

/** A refresh leaves tokens without the nonce, but for the refresh token, which keeps it. */
function tokensOf(truth: Truth): { token: ListedToken; isListed: boolean }[] {
  const { birth, redeemedAt, refreshedAt, tokensDeleted } = truth;
  const client = CLIENTS.find(({ provider }) => provider === birth.provider);
  const of = (issuedAt: number, kind: ListedToken["kind"], nonce: string | null) => {
    const validity = (kind === "access" ? client?.accessMs : client?.refreshMs) ?? 0;
    const { user, provider, scopes } = birth;
    const common = { pk: issuedAt, user, provider, scopes, nonce, kind, issuedAt };
    return {
      token: { ...common, isWholeSecond: false, isLikeDevice: false },
      isListed: !tokensDeleted && issuedAt + validity > NOW,
    };
  };
  const isOffline = birth.scopes.includes("offline_access");
  return [
    ...redeemedAt.map((at) => of(at, "access", birth.nonce)),
    ...refreshedAt.map((at) => of(at, "access", null)),
    ...(isOffline
      ? [...redeemedAt, ...refreshedAt].map((at) => of(at, "refresh", birth.nonce))
      : []),
  ];
}
