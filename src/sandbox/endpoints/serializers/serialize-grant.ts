import { ServerFault } from "../../http/answer.ts";
import type { JsonFields } from "../../http/json-fields.ts";
import type { GrantEntity } from "../../world/grant-entities.ts";
import { writeNarrowedProvider, writeOAuth2Provider } from "./serialize-provider.ts";
import { writeUser } from "./serialize-user.ts";
import { written, type Writing } from "./writing.ts";

/**
 * A code, or what a token has in common with one. `is_expired` is worked out at the moment of the
 * answer.
 * @throws ServerFault for a row that shall expire at no moment: a real server breaks on it
 */
export function writeGrant(writing: Writing, grant: GrantEntity): JsonFields {
  const { facts, version, at } = writing;
  const { pk, expires, expiring } = grant;
  if (expiring && expires === null) throw new ServerFault();
  const provider = facts.providers.get(grant.provider);
  const user = facts.users.get(grant.user);
  if (provider === undefined || user === undefined) {
    throw new RangeError(`grant ${pk} refers to a provider or user that does not exist`);
  }
  return {
    pk,
    provider:
      version.rules.grant_provider === "base"
        ? writeNarrowedProvider(writing, provider)
        : writeOAuth2Provider(writing, provider),
    user: writeUser(writing, user),
    is_expired: expiring && expires !== null && at > expires,
    expires: written(expires),
    scope: grant.scope,
  };
}
