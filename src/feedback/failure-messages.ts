import { hostPath } from "../base-path.ts";
import type { Failure } from "../api/failures.ts";

interface FailureMessage {
  title: string;
  /** What is known and what to do next, in whole sentences. */
  text: string;
}

/** The text shown for a failed request: one per kind, never derived from the server's own message. */
export function failureMessage(failure: Failure, what: string): FailureMessage {
  switch (failure.kind) {
    case "signed-out":
      return {
        title: "You are not signed in",
        text:
          failure.signIn || hostPath() !== undefined
            ? "Your session has ended. Sign in to return to this page."
            : "Sign in to authentik, then try again. This page is kept.",
      };
    case "token-refused":
      return {
        title: "The API token was refused",
        text: "It may have expired, been deleted, belong to an inactive user, or be an app password: its intent must be API. Restart Grantlens with a valid one in AUTHENTIK_TOKEN; the sandbox, without --as badtoken.",
      };
    case "forbidden":
      if (failure.unconfirmed) {
        return {
          title: "Not permitted, or not signed in",
          text: "authentik answers both alike, and who is signed in could not be checked.",
        };
      }
      return {
        title: `You may not see ${what}`,
        text: "Your user lacks the permission. An authentik administrator can grant it.",
      };
    case "not-found":
      if (failure.unconfirmed) {
        return {
          title: "Not found, or not signed in",
          text: "authentik answers both alike, and who is signed in could not be checked.",
        };
      }
      return {
        title: "Not found",
        text: "It was deleted, never existed, or is hidden from you.",
      };
    case "past-end":
      return { title: "Past the last page", text: "Going to the last page." };
    case "invalid":
      return {
        title: "authentik rejected this request",
        text: "A filter has an invalid value.",
      };
    case "server":
      return server(failure);
    case "unreachable":
      return unreachable(failure);
    case "unreadable":
      return {
        title: "The answer could not be read",
        text: unreadableText(failure.what),
      };
    case "aborted":
      return { title: "The request was cancelled", text: "Nothing was loaded." };
  }
}

function server(failure: Extract<Failure, { kind: "server" }>): FailureMessage {
  const { status, retryAfterMs, requestId } = failure;
  const ask = requestId ? " Look for the request ID in authentik’s log." : "";
  const wait = retryAfterMs === undefined ? "" : ` Wait ${Math.ceil(retryAfterMs / 1000)} s.`;
  switch (status) {
    case 429:
      return {
        title: "Too many requests (429)",
        text: `authentik, or a proxy in front of it, limits the rate of requests.${wait}`,
      };
    case 502:
    case 503:
    case 504:
      return {
        title: `authentik is not ready (${status})`,
        text: `It is starting, overloaded, or out of its proxy’s reach.${wait}`,
      };
    default:
      return {
        title: `The server failed (${status})`,
        text: `authentik reported an error.${ask}`,
      };
  }
}

type Unreachable = Extract<Failure, { kind: "unreachable" }>;

function unreachable({ reason, requestId }: Unreachable): FailureMessage {
  switch (reason) {
    case "offline":
      return {
        title: "You are offline",
        text: "This computer has no network connection. Loading resumes once it is back.",
      };
    case "timeout":
      return {
        title: "No answer in time",
        text: "The request timed out. A smaller page is faster.",
      };
    case "upstream":
      return {
        title: "authentik cannot be reached",
        text: "Grantlens is running, but authentik is not responding. Check that it is up, and the address in --authentik.",
      };
    case "upstream-timeout":
      return {
        title: "authentik does not answer in time",
        text: "It accepted the connection, but may be starting or overloaded.",
      };
    case "certificate":
      return {
        title: "authentik’s certificate is not trusted",
        text: "For a certificate of your own authority, start Grantlens with its certificate file in NODE_EXTRA_CA_CERTS.",
      };
    case "network":
      // The headers arrived, so there is a server.
      if (requestId) {
        return {
          title: "The answer broke off",
          text: "The connection was lost during the response.",
        };
      }
      return {
        title: "Grantlens cannot be reached",
        text: "The connection failed. Check that Grantlens is still running.",
      };
  }
}

type Unreadable = Extract<Failure, { kind: "unreadable" }>["what"];

function unreadableText(what: Unreadable): string {
  switch (what) {
    case "html":
      return "A web page came back instead of data: from a proxy, a captive portal, or something other than authentik.";
    case "json":
      return "It is incomplete, too long, or not JSON.";
    case "redirect":
      return "The server redirects, and the token is not sent along. Check the address in --authentik.";
    case "shape":
      return "Its JSON is not in the format of any known authentik version.";
  }
}
