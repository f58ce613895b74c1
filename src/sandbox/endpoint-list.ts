import { requireCaller } from "./rules/access.ts";
import type { SandboxState, Route } from "./http/call.ts";
import { serveAccessTokens } from "./endpoints/access-tokens-endpoint.ts";
import { applicationRoutes } from "./endpoints/applications-endpoint.ts";
import { serveCodes } from "./endpoints/codes-endpoint.ts";
import { groupConnectionRoutes } from "./endpoints/connections/group-connections-endpoint.ts";
import { serveGroups, serveUsers } from "./endpoints/people-endpoints.ts";
import { serveAllProviders, serveOAuth2Providers } from "./endpoints/provider-endpoints.ts";
import { serveRefreshTokens } from "./endpoints/refresh-tokens-endpoint.ts";
import { serveAllSources, serveOAuthSources } from "./endpoints/source-endpoints.ts";
import { userConnectionRoutes } from "./endpoints/connections/user-connections-endpoint.ts";
import { serveEvents } from "./events/events-endpoint.ts";
import { serveFlows, serveScopeMappings } from "./flows/flow-endpoints.ts";
import { routesOf } from "./rules/endpoint-definition.ts";
import { taskRoutes } from "./tasks/task-routes.ts";
import { groupWrites } from "./writes/group-writes.ts";
import { providerWrites } from "./writes/provider-writes.ts";
import { sourceWrites } from "./writes/source-writes.ts";
import { SET_PASSWORD, userWrites } from "./writes/user-writes.ts";
import { writeMe } from "./endpoints/serializers/serialize-user.ts";
import { keepKnownFields } from "./endpoints/serializers/write-context.ts";

/** All routes, in order of precedence: `core/users/me/` comes before a user with the key `me`. */
export function routes(state: SandboxState): readonly Route[] {
  return [
    ME,
    VERSION,
    CONFIG,
    SET_PASSWORD,
    ...routesOf(serveCodes(state)),
    ...routesOf(serveAccessTokens(state)),
    ...routesOf(serveRefreshTokens(state)),
    ...groupConnectionRoutes(state),
    ...userConnectionRoutes(state),
    ...routesOf(serveAllProviders(state)),
    ...routesOf({ ...serveOAuth2Providers(state), ...providerWrites }),
    ...routesOf({ ...serveUsers(state), ...userWrites }),
    ...routesOf({ ...serveGroups(state), ...groupWrites }),
    ...routesOf(serveAllSources(state)),
    ...routesOf(serveEvents(state)),
    ...applicationRoutes(state),
    ...taskRoutes(state),
    ...routesOf({ ...serveOAuthSources(state), ...sourceWrites }),
    ...routesOf(serveFlows(state)),
    ...routesOf(serveScopeMappings(state)),
  ];
}

const ME: Route = {
  pattern: /^core\/users\/me\/$/,
  authorize: requireCaller,
  allow: ["GET"],
  handlers: {
    GET: (call) => ({ status: 200, cost: 40, body: writeMe(call, requireCaller(call).user) }),
  },
  name: "Me",
  description: "Get information about current user",
};

const VERSION: Route = {
  pattern: /^admin\/version\/$/,
  authorize: requireCaller,
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
      body: keepKnownFields(version, "config", {
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
