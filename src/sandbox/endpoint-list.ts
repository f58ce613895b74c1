import { signedIn } from "./rules/access.ts";
import type { Installation, Route } from "./http/call.ts";
import { accessTokensResource } from "./endpoints/access-tokens-endpoint.ts";
import { codesResource } from "./endpoints/codes-endpoint.ts";
import { connectionsResource } from "./endpoints/group-connections-endpoint.ts";
import { groupsResource, usersResource } from "./endpoints/people-endpoints.ts";
import { allProvidersResource, oauth2ProvidersResource } from "./endpoints/provider-endpoints.ts";
import { refreshTokensResource } from "./endpoints/refresh-tokens-endpoint.ts";
import { allSourcesResource, oauthSourcesResource } from "./endpoints/source-endpoints.ts";
import { userConnectionsResource } from "./endpoints/user-connections-endpoint.ts";
import { routesOf } from "./rules/endpoint.ts";
import { writeMe } from "./endpoints/serializers/serialize-user.ts";
import { keep } from "./endpoints/serializers/writing.ts";

/** Every path there is. `core/users/me/` comes before the users, whose key it would be. */
export function routes(installation: Installation): readonly Route[] {
  return [
    ME,
    VERSION,
    CONFIG,
    ...routesOf(codesResource(installation)),
    ...routesOf(accessTokensResource(installation)),
    ...routesOf(refreshTokensResource(installation)),
    ...routesOf(connectionsResource(installation)),
    ...routesOf(userConnectionsResource(installation)),
    ...routesOf(allProvidersResource(installation)),
    ...routesOf(oauth2ProvidersResource(installation)),
    ...routesOf(usersResource(installation)),
    ...routesOf(groupsResource(installation)),
    ...routesOf(allSourcesResource(installation)),
    ...routesOf(oauthSourcesResource(installation)),
  ];
}

const ME: Route = {
  pattern: /^core\/users\/me\/$/,
  admit: signedIn,
  allow: ["GET"],
  handlers: {
    GET: (call) => ({ status: 200, cost: 40, body: writeMe(call, signedIn(call).user) }),
  },
  name: "Me",
  description: "Get information about current user",
};

const VERSION: Route = {
  pattern: /^admin\/version\/$/,
  admit: signedIn,
  allow: ["GET"],
  handlers: {
    GET: ({ version }) => ({
      status: 200,
      cost: 50,
      body: {
        version_current: version.release,
        version_latest: version.release,
        version_latest_valid: true,
        build_hash: "",
        outdated: false,
        outpost_outdated: false,
      },
    }),
  },
  name: "Version",
  description: "Get running and latest version.",
};

const CONFIG: Route = {
  pattern: /^root\/config\/$/,
  allow: ["GET"],
  handlers: {
    GET: ({ version }) => ({
      status: 200,
      cost: 30,
      body: keep(version, "config", {
        error_reporting: {
          enabled: false,
          sentry_dsn: "",
          environment: "customer",
          send_pii: false,
          traces_sample_rate: 0.1,
        },
        capabilities: ["can_impersonate", "is_enterprise"],
        cache_timeout: 300,
        cache_timeout_flows: 300,
        cache_timeout_policies: 300,
        cache_timeout_reputation: 0,
      }),
    }),
  },
  name: "Config",
  description: "Read-only view set that returns the current session's Configs",
};
