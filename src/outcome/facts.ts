/** What is known of sign-ins, in the terms that outcomes are decided in. All times in epoch milliseconds. */

/** One authorization, as an event tells it: an authorization code was asked for and granted. */
export interface Birth {
  /** The event's id. */
  readonly id: string;
  /** The event is written up to 6 s before the code is. */
  readonly at: number;
  readonly user: number | null;
  /** null where the event names no client that is known. */
  readonly provider: number | null;
  readonly scopes: readonly string[];
  /** Its fingerprint. */
  readonly nonce: string | null;
  /** OAuth2's `response_type`; null where the event has no parameters: then it was not OAuth2, or not by a GET. */
  readonly responseType: string | null;
}

/** An authorization code that is listed. */
export interface ListedCode {
  readonly pk: number;
  readonly user: number | null;
  readonly provider: number | null;
  /** From its end and its provider's validity; null where it has no end, or either is not known. */
  readonly issuedAt: number | null;
  /** null: it never expires. */
  readonly endsAt: number | null;
}

/** An access or refresh token that is listed. */
export interface ListedToken {
  readonly kind: "access" | "refresh";
  readonly pk: number;
  readonly user: number | null;
  readonly provider: number | null;
  readonly scopes: readonly string[];
  readonly nonce: string | null;
  readonly issuedAt: number | null;
  /** `issuedAt` is `iat`, cut to the second. */
  readonly isWholeSecond: boolean;
  /** Issued at the moment of its login and without a session, as to a device or by client credentials. */
  readonly isLikeDevice: boolean;
}

/** What an outcome depends on of a provider, as it is set now; validities in milliseconds, null where not known. */
export interface ClientValidities {
  readonly provider: number;
  readonly codeMs: number | null;
  readonly accessMs: number | null;
  readonly refreshMs: number | null;
}

/** Rows of one list, the newest first. */
export interface RowsRead<T> {
  readonly rows: readonly T[];
  /** All rows issued from here on were read; -Infinity: all there are. Infinity: none can be counted on. */
  readonly from: number;
  /** The server's clock when the reading began. */
  readonly asOf: number;
}

/**
 * All that outcomes are decided by. It was read in this order: births, codes, tokens; so that a code that is not among
 * the codes because it was redeemed has its token among the tokens.
 */
export interface Evidence {
  readonly births: RowsRead<Birth>;
  readonly codes: RowsRead<ListedCode>;
  readonly accessTokens: RowsRead<ListedToken>;
  readonly refreshTokens: RowsRead<ListedToken>;
  /** By key of the provider. */
  readonly clients: ReadonlyMap<number, ClientValidities>;
  /** Everybody's codes and tokens are listed: what is not listed does not exist. */
  readonly seesAll: boolean;
}

/** The longest time between the event and its code that was seen is 6.2 s. */
export const EVENT_BEFORE_CODE_MS = 10_000;

/** The scope that a client asks for to get a refresh token; without it there is none. */
export const OFFLINE = "offline_access";
