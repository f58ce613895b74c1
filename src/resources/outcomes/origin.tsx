import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { failureIn } from "../../api/retry.ts";
import type { Grant } from "../../api/wire/grant.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { useCaller } from "../../feedback/use-caller.ts";
import { createdMs } from "../../outcome/facts-of-rows.ts";
import { objectPath, type ResourceName } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { formatDateTime } from "../../ui/text/format.ts";
import { OutcomeMark } from "./outcome-mark.tsx";
import { redeemedAfter } from "./outcome-words.ts";
import { signInsOfGrantQuery } from "./sign-in-of-grant.ts";
import { storyQuery } from "./story-query.ts";
import { Link } from "../../link.tsx";
import styles from "./outcomes.module.css";

interface OriginProps {
  resource: ResourceName;
  grant: Grant;
  /** "code", "token" */
  one: string;
  /** It disappeared while it was open: what became of it is looked up at once. */
  isGone: boolean;
}

/** The sign-in that a code or token comes of. Looked up when asked for: it takes a request for events, or a few. */
export function Origin({ resource, grant, one, isGone }: OriginProps) {
  const [isAsked, setAsked] = useState(false);
  const { me } = useCaller();
  const query = useQuery({
    ...signInsOfGrantQuery(resource, grant),
    enabled: isAsked || isGone,
  });
  const [event, ...others] = query.data?.events ?? [];
  const story = useQuery({
    ...storyQuery(event ?? null, me?.user.is_superuser ?? false),
    enabled: isGone && event !== undefined && others.length === 0 && me !== undefined,
  });
  const failure = failureIn(query);
  if (!isAsked && !isGone) {
    return (
      <p className={styles["origin"]}>
        <Button look="link" onClick={() => setAsked(true)}>
          Find its sign-in
        </Button>
      </p>
    );
  }
  if (failure) {
    return (
      <p role="status" className={styles["origin"]}>
        {failure.kind === "forbidden"
          ? "You may not read events and providers, which would tell its sign-in."
          : `Its sign-in was not found. ${failureMessage(failure, "events").title}.`}
      </p>
    );
  }
  if (query.data === undefined)
    return (
      <p role="status" className={styles["origin"]}>
        Reading events …
      </p>
    );
  if (event === undefined) {
    return (
      <p role="status" className={styles["origin"]}>
        {query.data.isComplete
          ? `No event of its sign-in: this ${one} was renewed or did not come of one, or the event is gone.`
          : "Its sign-in is not among the newest 500 of its user."}
      </p>
    );
  }
  const outcome = story.data?.outcome;
  const after = outcome && redeemedAfter(outcome, createdMs(event));
  return (
    <p role="status" className={styles["origin"]}>
      {others.length === 0 ? "Its sign-in: " : "One of these sign-ins: "}
      {[event, ...others].map((each) => (
        <Link key={each.pk} to={objectPath("sign-ins", each.pk)}>
          {formatDateTime(createdMs(each) ?? 0)}
        </Link>
      ))}
      {outcome && <OutcomeMark outcome={outcome} />}
      {after && `${after} after it was authorized`}
    </p>
  );
}
