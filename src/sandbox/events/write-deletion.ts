import type { Call } from "../http/call.ts";
import { createRandom } from "../world/random.ts";
import type { ConnectionKind } from "../world/source-entities.ts";
import { eventTimes } from "./describe-events.ts";

/** Notes that a request deleted a connection, in versions that do so. */
export function writeDeletion(
  call: Call,
  { pk, kind }: { readonly pk: number; readonly kind: ConnectionKind },
  of: "group" | "user",
): void {
  const { state, version, request, caller, now } = call;
  if (!version.rules.connection_events || caller === null) return;
  const { user } = caller;
  const model = `${of}${kind}sourceconnection`;
  const random = createRandom(now, `deletion of ${model} ${pk}`);
  state.written.push({
    pk: random.uuid(),
    user: { pk: user.pk, email: user.email, username: user.username },
    action: "model_deleted",
    app: "authentik.events.middleware",
    context: {
      model: { pk, app: `authentik_sources_${kind}`, name: `${model} ${pk}`, model_name: model },
      http_request: {
        args: {},
        path: new URL(request.url).pathname,
        method: request.method,
        request_id: random.hex(32),
        user_agent: request.headers.get("user-agent") ?? "",
      },
    },
    client_ip: "127.0.0.1",
    ...eventTimes(now),
  });
}
