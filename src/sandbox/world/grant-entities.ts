/** What a client was granted in a user's name: codes. See `entities.ts`. */
import type { Instant } from "../rules/instant.ts";

export interface AuthorizationCodeEntity {
  /** Counts up in order of minting. */
  readonly pk: number;
  /** Key of a provider. */
  readonly provider: number;
  /** Key of a user. */
  readonly user: number;
  /** null: no moment known. With `expiring` true each page that holds the row is a 500, as on a real server. */
  readonly expires: Instant | null;
  /** false: the row never expires, even past `expires`. */
  readonly expiring: boolean;
  /** Granted scopes, in the order they are written (a server has none in particular). */
  readonly scope: readonly string[];
}
