import type { Failure } from "../../api/failures.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { RequestId } from "../../feedback/failure-view.tsx";
import { SignInLink } from "../../feedback/sign-in-link.tsx";
import { Notice } from "../../feedback/state-view.tsx";
import { Button } from "../../ui/button.tsx";
import type { Listed } from "../resource.ts";
import type { List } from "../state/use-list.ts";

interface StaleNoticeProps<T extends Listed> {
  list: List<T>;
  failure: Failure;
}

/** Says of rows on show that they are not the newest, or not all, and why. */
export function StaleNotice<T extends Listed>({ list, failure }: StaleNoticeProps<T>) {
  // A list that is read page by page, and not all of it was.
  const broken = list.answer?.report?.done === false;
  return (
    <Notice
      action={
        <>
          <SignInLink failure={failure} />
          <Button look="link" onClick={broken ? list.resume : list.refresh}>
            Try again
          </Button>
        </>
      }
    >
      <strong>{broken ? "Not read to the end." : "Not up to date."}</strong>{" "}
      {failureMessage(failure, list.resource.noun[1]).title}: these rows are{" "}
      {broken ? "what was read until then." : "from the last answer."}{" "}
      <RequestId failure={failure} />
    </Notice>
  );
}
