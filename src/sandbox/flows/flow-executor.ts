/** The flow executor: the steps of a flow, one JSON challenge after another, as authentik's own pages use it. */
import type { SandboxState } from "../http/call.ts";
import { isFields, type Json, type JsonFields } from "../http/json-fields.ts";
import { IMPLICIT_CONSENT_FLOW, SIGN_IN_FLOW } from "../world/invent-flows.ts";
import type { BrowserSession } from "./browser-sessions.ts";

export const EXECUTOR = "/api/v3/flows/executor/";

const FLOW_INFO = {
  title: "Welcome to authentik!",
  background: "/static/dist/assets/images/flow_background.jpg",
  cancel_url: "/flows/-/cancel/",
  layout: "stacked",
};

interface Step {
  readonly state: SandboxState;
  readonly session: BrowserSession;
  readonly now: number;
  /** Ends the authorization that waits for its flow. @returns where the browser goes, null if none waits */
  readonly authorized: () => string | null;
}

/** @returns null for a flow that the sandbox does not carry out */
export async function executeFlow(request: Request, step: Step): Promise<Response | null> {
  const url = new URL(request.url);
  const flow = url.pathname.slice(EXECUTOR.length).replace(/\/$/, "");
  if (flow === IMPLICIT_CONSENT_FLOW) {
    const to = step.authorized();
    return to === null ? denied() : redirect(to);
  }
  if (flow !== SIGN_IN_FLOW) return null;
  if (request.method === "GET") return Response.json(nextChallenge(url, step));
  const problem = answerChallenge(await sentBy(request), step);
  if (problem !== null) return Response.json({ ...password(step), response_errors: problem });
  // The next challenge comes from the same address.
  return new Response(null, { status: 302, headers: { Location: url.pathname + url.search } });
}

function nextChallenge(url: URL, { state, session, now }: Step): Json {
  const { pending, isProven } = session;
  if (pending === null) {
    return {
      flow_info: FLOW_INFO,
      component: "ak-stage-identification",
      user_fields: ["email", "username"],
      password_fields: false,
      allow_show_password: false,
      flow_designation: "authentication",
      primary_action: "Log in",
      sources: [],
      show_source_labels: false,
    };
  }
  if (!isProven) return password({ state, session });
  Object.assign(session, {
    user: pending.user,
    authTime: Math.floor(now / 1000),
    pending: null,
    isProven: false,
  });
  const query = new URLSearchParams(url.searchParams.get("query") ?? "");
  return { component: "xak-flow-redirect", to: query.get("next") ?? "/" };
}

function password({ state, session }: Pick<Step, "state" | "session">): JsonFields {
  const user = state.worldIndex.users.get(session.pending?.user ?? 0);
  return {
    flow_info: FLOW_INFO,
    component: "ak-stage-password",
    pending_user: user?.username ?? "",
    pending_user_avatar: user?.avatar ?? "",
  };
}

/** @returns what is wrong with the answer, null for nothing */
function answerChallenge(sent: JsonFields, { state, session }: Step): Json {
  if (session.pending === null) {
    const name = sent["uid_field"];
    const user = [...state.worldIndex.users.values()].find(
      ({ username, email }) => name === username || (name === email && name !== ""),
    );
    // Like a server, it does not tell that there is no such user.
    session.pending = { user: user?.pk ?? null };
    return null;
  }
  const { user } = session.pending;
  const wanted = user === null ? undefined : state.made.passwords.get(user);
  const isActive = state.worldIndex.users.get(user ?? 0)?.is_active === true;
  if (wanted !== undefined && isActive && sent["password"] === wanted) {
    session.isProven = true;
    return null;
  }
  return { password: [{ string: "Invalid password", code: "invalid" }] };
}

/** What is not JSON answers nothing. */
async function sentBy(request: Request): Promise<JsonFields> {
  try {
    const sent = (await request.json()) as Json;
    return isFields(sent) ? sent : {};
  } catch {
    return {};
  }
}

function redirect(to: string): Response {
  return Response.json({ component: "xak-flow-redirect", to });
}

function denied(): Response {
  return Response.json({ flow_info: FLOW_INFO, component: "ak-stage-access-denied" });
}
