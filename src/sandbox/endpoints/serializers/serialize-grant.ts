import { ServerFault } from "../../http/answer.ts";
import type { JsonFields } from "../../http/json-fields.ts";
import type { GrantEntity } from "../../world/grant-entities.ts";
import { writeNarrowedProvider, writeOAuth2Provider } from "./serialize-provider.ts";
import { writeUser } from "./serialize-user.ts";
import { writeOptionalInstant, type WriteContext } from "./write-context.ts";

/**
 * A code, or the fields that a token shares with it. `is_expired` is computed at the time of the response.
 * @throws ServerFault for an expiring row without `expires`, on which a real server crashes
 */
export function writeGrant(context: WriteContext, grant: GrantEntity): JsonFields {
  const { worldIndex, version, at } = context;
  const { pk, expires, expiring } = grant;
  if (expiring && expires === null) throw new ServerFault();
  const provider = worldIndex.providers.get(grant.provider);
  const user = worldIndex.users.get(grant.user);
  if (provider === undefined || user === undefined) {
    throw new RangeError(`grant ${pk} refers to a provider or user that does not exist`);
  }
  return {
    pk,
    provider:
      version.rules.grant_provider === "base"
        ? writeNarrowedProvider(context, provider)
        : writeOAuth2Provider(context, provider),
    user: writeUser(context, user),
    is_expired: expiring && expires !== null && at > expires,
    expires: writeOptionalInstant(expires),
    scope: grant.scope,
  };
}
