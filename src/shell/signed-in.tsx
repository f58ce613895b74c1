import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { consoleConfigQuery } from "../api/endpoints/console-config.ts";
import { signOut } from "../api/endpoints/sign-out.ts";
import { Button } from "../ui/button.tsx";
import { formatMinute } from "../ui/text/format.ts";

/** Since when, and the way out; nothing where nobody signs in at this console. */
export function SignedIn() {
  const [isRefused, setRefused] = useState(false);
  const since = useQuery(consoleConfigQuery()).data?.signedInMs ?? null;
  if (since === null) return null;
  const leave = () => {
    signOut().then(
      (to) => {
        // Back would show this page as it was, rows and all.
        addEventListener("pageshow", () => location.reload());
        location.assign(to);
      },
      () => setRefused(true),
    );
  };
  return (
    <span>
      since {formatMinute(since)} ·{" "}
      <Button look="link" onClick={leave}>
        Sign out
      </Button>
      <span role="status">{isRefused && " That did not work: you are still signed in."}</span>
    </span>
  );
}
