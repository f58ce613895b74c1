/** What signing in to an application leaves in the log of events. */
import type { SandboxState } from "../http/call.ts";
import type { JsonFields } from "../http/json-fields.ts";
import { ANONYMOUS, eventTimes, providerRef, TOKEN_VIEW } from "../events/describe-events.ts";
import { randomHex } from "../openid/issued-grants.ts";
import type { ProviderEntity, UserEntity } from "../world/entities.ts";
import type { BrowserSession } from "./browser-sessions.ts";

interface CodeBirth {
  readonly provider: ProviderEntity;
  readonly user: UserEntity;
  readonly scope: readonly string[];
  readonly session: BrowserSession;
  /** The parameters that the code was asked for with. */
  readonly asked: URLSearchParams;
  readonly now: number;
}

/** Notes that a code was minted. */
export function writeBirth(state: SandboxState, birth: CodeBirth): void {
  const { provider, user, scope, session, asked, now } = birth;
  const { pk, email, username } = user;
  const application = state.worldIndex.applications.get(provider.pk);
  state.written.push({
    pk: crypto.randomUUID(),
    user: { pk, email, username },
    action: "authorize_application",
    app: "authentik.providers.oauth2.views.authorize",
    context: {
      flow: provider.authorization_flow.replaceAll("-", ""),
      scopes: scope.join(" "),
      http_request: {
        args: Object.fromEntries(asked),
        path: "/application/o/authorize/",
        method: "GET",
        request_id: randomHex(16),
        user_agent: session.agent,
      },
      authorized_application: {
        pk: application?.pk.replaceAll("-", "") ?? "",
        app: "authentik_core",
        name: application?.name ?? "",
        model_name: "application",
      },
    },
    client_ip: "127.0.0.1",
    ...eventTimes(now),
  });
}

/** Notes that a client named a redirect URI that is not registered as it redeemed a code. The form is not recorded. */
export function writeWrongRedirect(
  state: SandboxState,
  provider: ProviderEntity,
  request: Request,
  redirectUri: string,
  now: number,
): void {
  state.written.push({
    pk: crypto.randomUUID(),
    user: ANONYMOUS,
    action: "configuration_error",
    app: TOKEN_VIEW,
    context: {
      message: "Invalid redirect URI used by provider",
      expected: provider.redirect_uris.map((uri): JsonFields => ({ ...uri })),
      provider: providerRef(provider),
      http_request: {
        args: {},
        path: "/application/o/token/",
        method: "POST",
        request_id: randomHex(16),
        user_agent: request.headers.get("user-agent") ?? "",
      },
      redirect_uri: redirectUri,
    },
    client_ip: "127.0.0.1",
    ...eventTimes(now),
  });
}
