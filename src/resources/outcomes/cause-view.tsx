import { Fragment } from "react";
import type { Provider } from "../../api/wire/provider.ts";
import { type Cause, differenceOf, type RefusedUri, type Suspect } from "../../outcome/cause.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";
import styles from "./outcomes.module.css";

interface CauseViewProps {
  cause: Cause;
  provider: Provider | null;
}

/** What to compare, for each suspect. */
const CHECKS: Readonly<Record<Suspect, string>> = {
  secret:
    "The client secret: compare the application’s with the provider’s. A wrong one leaves no trace in authentik.",
  verifier:
    "PKCE: the verifier must belong to the challenge of this sign-in. Look for state kept in one worker’s memory, or a cookie that does not come back.",
  "redirect-uri":
    "The redirect URI in the token request: it must be the registered one, to the letter.",
  "grant-type":
    "The request itself: a POST with grant_type=authorization_code, and the provider must allow that grant.",
  "too-late":
    "Time: the code ends after the validity below. Look for a slow client or a clock that is off.",
  "never-came":
    "The client may never have asked: look in its own log for a request to the token endpoint.",
};

const RULED_OUT: Readonly<Partial<Record<Suspect, string>>> = {
  secret: "Not the secret: the client is public.",
  verifier:
    "Not a PKCE verifier: no challenge was sent, unless the client sends a verifier all the same.",
  "redirect-uri": "Not an unregistered redirect URI: authentik would have logged it.",
  "grant-type": "Not the grant type: the provider allows authorization codes.",
};

/** Why a code was not redeemed: the refused address if there is one, else what is ruled out and what remains. */
export function CauseView({ cause: { refused, ruledOut, remaining }, provider }: CauseViewProps) {
  return (
    <>
      <h3>{refused.length > 0 ? "Redirect URI not registered" : "What to check"}</h3>
      {refused.slice(0, 3).map((one) => (
        <Refused key={one.event.pk} refused={one} />
      ))}
      {refused.length > 0 && (
        <p className={styles["evidence"]}>
          authentik refused such a request of this provider within the code’s life. Unless it was of
          another sign-in at that time, it is the cause.
        </p>
      )}
      {refused.length === 0 && (
        <>
          <ul>
            {remaining.map((suspect) => (
              <li key={suspect}>{CHECKS[suspect]}</li>
            ))}
          </ul>
          {ruledOut.length > 0 && (
            <p className={styles["evidence"]}>
              {ruledOut.flatMap((suspect) => RULED_OUT[suspect] ?? []).join(" ")}
            </p>
          )}
        </>
      )}
      {provider && <Registered provider={provider} />}
    </>
  );
}

function Refused({ refused: { sent, registered } }: { refused: RefusedUri }) {
  const [nearest] = registered;
  return (
    <dl className={styles["uris"]}>
      <dt>Sent</dt>
      <dd>{sent === "" ? "(none)" : <Marked text={sent} other={nearest ?? ""} />}</dd>
      <dt>Registered</dt>
      {registered.length === 0 && <dd>(none)</dd>}
      {registered.map((uri) => (
        <dd key={uri}>
          {uri === nearest ? <Marked text={uri} other={sent} /> : <ServerText>{uri}</ServerText>}
        </dd>
      ))}
    </dl>
  );
}

function Marked({ text, other }: { text: string; other: string }) {
  const { start, own, end } = differenceOf(text, other);
  return (
    <bdi>
      {visible(start)}
      {own !== "" && <mark>{visible(own)}</mark>}
      {visible(end)}
    </bdi>
  );
}

/** What the client’s configuration is compared with. */
function Registered({ provider }: { provider: Provider }) {
  const { client_id, client_type, access_code_validity, redirect_uris } = provider;
  const facts: readonly (readonly [name: string, value: string])[] = [
    ["Client ID", client_id ?? ""],
    ["Client type", client_type ?? ""],
    ["Code validity", access_code_validity ?? ""],
    ["Token endpoint", "/application/o/token/, by POST"],
    ["Redirect URIs", redirect_uris.map(({ url }) => url).join("  ")],
  ];
  return (
    <dl className={styles["uris"]}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>
            <ServerText>{value || "—"}</ServerText>
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
