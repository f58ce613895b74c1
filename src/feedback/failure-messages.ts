import { hostPath } from "../base-path.ts";
import type { Failure } from "../api/failures.ts";

interface FailureMessage {
  title: string;
  /** What is known and what to do next, in whole sentences. */
  text: string;
  /** False where a retry cannot help until something else is done. */
  retry: boolean;
}

/** The text shown for a failed request: one per kind, never derived from the server's own message. */
export function failureMessage(failure: Failure, what: string): FailureMessage {
  switch (failure.kind) {
    case "signed-out":
      return {
        title: "You are not signed in",
        text:
          failure.signIn || hostPath() !== undefined
            ? "Your session has ended. Sign in, and this page comes back as it is."
            : "authentik does not know who is asking. Sign in to authentik, then try again; what you chose here is kept.",
        retry: true,
      };
    case "token-refused":
      return {
        title: "The API token was refused",
        text: "authentik does not accept the one Grantlens was started with: it may have expired, been deleted, belong to an inactive user, or be an app password: it takes a token with the intent API. Start Grantlens again with a valid one in AUTHENTIK_TOKEN; the sandbox, without --as badtoken.",
        retry: true,
      };
    case "forbidden":
      if (failure.unconfirmed) {
        return {
          title: "Not permitted, or not signed in",
          text: "authentik answers the same to both, and asking it who is signed in failed.",
          retry: true,
        };
      }
      return {
        title: `You may not see ${what}`,
        text: "Your user lacks the permission. An authentik administrator can grant it; a superuser sees everything.",
        retry: true,
      };
    case "not-found":
      if (failure.unconfirmed) {
        return {
          title: "Not found, or not signed in",
          text: "authentik answers the same to both, and asking it who is signed in failed.",
          retry: true,
        };
      }
      return {
        title: "Not found",
        text: "authentik shows nothing here: it was deleted, never existed, or is not yours to see.",
        retry: true,
      };
    case "past-end":
      return { title: "Past the last page", text: "Going to the last page.", retry: true };
    case "invalid":
      return {
        title: "authentik refused this question",
        text: "A filter has a value the server does not accept.",
        retry: false,
      };
    case "server":
      return server(failure);
    case "unreachable":
      return unreachable(failure);
    case "unreadable":
      return {
        title: "The answer could not be read",
        text: unreadableText(failure.what),
        retry: true,
      };
    case "aborted":
      return { title: "The request was cancelled", text: "Nothing was loaded.", retry: true };
  }
}

function server(failure: Extract<Failure, { kind: "server" }>): FailureMessage {
  const { status, retryAfterMs, requestId } = failure;
  const finds = requestId ? " The request id finds the cause in authentik's log." : "";
  const wait =
    retryAfterMs === undefined ? "" : ` It asks to wait ${Math.ceil(retryAfterMs / 1000)} s.`;
  switch (status) {
    case 429:
      return {
        title: "authentik asks for fewer requests (429)",
        text: `It, or a proxy in front of it, was asked too much in a short time.${wait}`,
        retry: true,
      };
    case 502:
    case 503:
    case 504:
      return {
        title: `authentik is not ready (${status})`,
        text: `It is starting or overloaded, or the proxy in front does not reach it.${wait}`,
        retry: true,
      };
    default:
      return {
        title: `The server failed (${status})`,
        text: `authentik could not answer.${finds}`,
        retry: true,
      };
  }
}

type Unreachable = Extract<Failure, { kind: "unreachable" }>;

function unreachable({ reason, requestId }: Unreachable): FailureMessage {
  switch (reason) {
    case "offline":
      return {
        title: "You are offline",
        text: "This computer has no network connection. The list is loaded again once it is back.",
        retry: true,
      };
    case "timeout":
      return {
        title: "No answer in time",
        text: "The request took too long and was given up. A smaller page is answered sooner.",
        retry: true,
      };
    case "upstream":
      return {
        title: "authentik cannot be reached",
        text: "Grantlens runs, but the authentik behind it does not answer. Check that it is up and that the address given with --authentik is right.",
        retry: true,
      };
    case "upstream-timeout":
      return {
        title: "authentik does not answer in time",
        text: "Grantlens reached it, but got no answer. It may be starting or overloaded.",
        retry: true,
      };
    case "certificate":
      return {
        title: "authentik's certificate is not trusted",
        text: "Nobody this process trusts vouches for it. If it comes from your own authority, start Grantlens with NODE_EXTRA_CA_CERTS naming that authority's certificate file.",
        retry: true,
      };
    case "network":
      // The headers arrived, so there is a server.
      if (requestId) {
        return {
          title: "The answer broke off",
          text: "The connection broke while the answer came.",
          retry: true,
        };
      }
      return {
        title: "Grantlens cannot be reached",
        text: "The connection failed or broke. Check that the Grantlens process is still running.",
        retry: true,
      };
  }
}

type Unreadable = Extract<Failure, { kind: "unreadable" }>["what"];

function unreadableText(what: Unreadable): string {
  switch (what) {
    case "html":
      return "A web page came instead of data: a proxy, a captive portal, or something other than authentik answered.";
    case "json":
      return "It broke off, is not JSON, or is too long to be one of authentik's.";
    case "redirect":
      return "The server sends elsewhere, and the token is not sent along. Check the address given with --authentik.";
    case "shape":
      return "It is JSON, but not in a shape any known authentik sends.";
  }
}
