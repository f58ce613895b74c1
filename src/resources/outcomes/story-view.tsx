import type { AuthentikEvent } from "../../api/wire/event.ts";
import { createdMs } from "../../outcome/facts-of-rows.ts";
import { listPath, objectPath } from "../../paths.ts";
import { formatMoment } from "../../ui/text/format.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { CauseView } from "./cause-view.tsx";
import { evidenceText } from "./evidence-text.ts";
import { outcomeText, redeemedAfter } from "./outcome-words.ts";
import type { Story } from "./story-query.ts";
import { Link } from "../../link.tsx";
import styles from "./outcomes.module.css";

interface StoryViewProps {
  event: AuthentikEvent;
  story: Story;
}

/** What happened, step by step, what it is known from, and why the code was not redeemed. */
export function StoryView({ event, story }: StoryViewProps) {
  const { outcome, cause, provider, asOf } = story;
  const at = createdMs(event);
  const after = redeemedAfter(outcome, at);
  const { user, context } = event;
  const moment = (ms: number) => formatMoment(ms, asOf);
  const tokens = "tokens" in outcome ? outcome.tokens : [];
  const code = "code" in outcome ? outcome.code : null;
  return (
    <section className={styles["story"]} aria-label="What became of it">
      {after !== null && (
        <p>
          {outcomeText(outcome)} <strong>{after}</strong> after it was authorized
        </p>
      )}
      <ol>
        <li>
          {at === null ? "Authorized" : `${moment(at)} authorized`}
          {context.request?.hasChallenge ? ", with PKCE" : ""}
          {context.request && !context.request.hasNonce && ", without a nonce"}
        </li>
        {code && (
          <li>
            <Link to={objectPath("authorization-codes", code.pk)}>
              Authorization code {code.pk}
            </Link>
            {code.endsAt !== null &&
              (code.endsAt > asOf
                ? ` until ${moment(code.endsAt)}`
                : ` expired ${moment(code.endsAt)}`)}
          </li>
        )}
        {tokens.map((token) => (
          <li key={`${token.kind}-${token.pk}`}>
            {token.issuedAt !== null &&
              `${token.isWholeSecond ? "≈ " : ""}${moment(token.issuedAt)} `}
            <Link to={objectPath(`${token.kind}-tokens`, token.pk)}>
              {token.kind === "access" ? "access token" : "refresh token"} {token.pk}
            </Link>
          </li>
        ))}
      </ol>
      <p className={styles["evidence"]}>{evidenceText(outcome, event, provider, asOf)}</p>
      {cause && (outcome.word === "not-redeemed" || cause.refused.length > 0) && (
        <CauseView cause={cause} provider={provider} />
      )}
      <p>
        More of{" "}
        {user && (
          <Link to={listPath("sign-ins", searchOf({ username: user.username }))}>
            <ServerText>{user.username}</ServerText>
          </Link>
        )}
        {user && context.application && " · "}
        {context.application && (
          <Link
            to={listPath("sign-ins", searchOf({ context_authorized_app: context.application.pk }))}
          >
            <ServerText>{context.application.name}</ServerText>
          </Link>
        )}
        {provider && (
          <>
            {" · "}
            <Link to={listPath("authorization-codes", searchOf({ provider: String(provider.pk) }))}>
              its codes
            </Link>
          </>
        )}
      </p>
    </section>
  );
}

function searchOf(params: Record<string, string>): string {
  return `?${new URLSearchParams(params).toString()}`;
}
