import { useState } from "react";
import { signOut } from "../api/endpoints/sign-out.ts";
import { Button } from "../ui/button.tsx";
import { formatMinute } from "../ui/text/format-later.ts";

interface SignedInProps {
  /** Epoch milliseconds. */
  since: number;
}

/** Since when somebody is signed in at this console, and the way out. */
export function SignedIn({ since }: SignedInProps) {
  const [isLeaving, setLeaving] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const leave = () => {
    setLeaving(true);
    setRefused(false);
    signOut().then(
      (to) => {
        // Back would show this page as it was, rows and all.
        addEventListener("pageshow", () => location.reload());
        location.assign(to);
      },
      () => {
        setLeaving(false);
        setRefused(true);
      },
    );
  };
  return (
    <>
      <span>since {formatMinute(since)}</span>
      <Button look="link" disabled={isLeaving} onClick={leave}>
        Sign out
      </Button>
      <span role="status">
        {isRefused && "Not confirmed: Grantlens did not answer. Try again."}
      </span>
    </>
  );
}
