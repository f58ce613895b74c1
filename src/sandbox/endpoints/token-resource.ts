import type { Installation } from "../http/call.ts";
import type { Resource } from "../rules/endpoint.ts";
import type { Permission } from "../rules/permissions.ts";
import type { TokenEntity } from "../world/grant-entities.ts";
import { grantResource } from "./grant-resource.ts";
import { writeToken } from "./serializers/serialize-token.ts";

interface TokenEndpoint extends Pick<
  Resource<TokenEntity>,
  "path" | "model" | "name" | "description"
> {
  readonly view: Permission;
  /** All tokens that are listed at a moment. */
  listed(now: number): readonly TokenEntity[];
}

/** What access tokens and refresh tokens have in common, beside what they share with codes. */
export function tokenResource(
  { facts }: Installation,
  { listed, ...named }: TokenEndpoint,
): Resource<TokenEntity> {
  const deleted = new Set<number>();
  const tokensAt = (now: number): readonly TokenEntity[] =>
    listed(now).filter(({ pk }) => !deleted.has(pk));
  return grantResource<TokenEntity>(facts, {
    ...named,
    find: ({ now }, key) => tokensAt(now).find(({ pk }) => pk === Number(key)),
    remove(_call, { pk }) {
      deleted.add(pk);
      return { status: 204, cost: 40 };
    },
    rows: ({ now }, owner) => tokensAt(now).filter(({ user }) => owner === null || user === owner),
    columns: { revoked: { of: (token) => token.revoked } },
    write: writeToken,
  });
}
