import type { SandboxState } from "../http/call.ts";
import type { EndpointDefinition } from "../rules/endpoint-definition.ts";
import type { Permission } from "../rules/permissions.ts";
import type { TokenEntity } from "../world/grant-entities.ts";
import { serveGrants } from "./grant-endpoint.ts";
import { writeToken } from "./serializers/serialize-token.ts";

interface TokenEndpoint extends Pick<
  EndpointDefinition<TokenEntity>,
  "path" | "model" | "name" | "description"
> {
  readonly view: Permission;
  /** All tokens that exist at `now` (epoch milliseconds). */
  listed(now: number): readonly TokenEntity[];
}

/** What access and refresh tokens share, on top of what they share with codes. */
export function serveTokens(
  { worldIndex }: SandboxState,
  { listed, ...named }: TokenEndpoint,
): EndpointDefinition<TokenEntity> {
  const deleted = new Set<number>();
  const tokensAt = (now: number): readonly TokenEntity[] =>
    listed(now).filter(({ pk }) => !deleted.has(pk));
  return serveGrants<TokenEntity>(worldIndex, {
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
