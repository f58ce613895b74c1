import { useQuery } from "@tanstack/react-query";
import { consoleConfigQuery } from "../api/endpoints/console-config.ts";
import { lazyComponent } from "../feedback/lazy-component.tsx";
import type { Me } from "../api/wire/caller.ts";
import { Button } from "../ui/button.tsx";
import { useCaller } from "../feedback/use-caller.ts";
import { SignInLink } from "../feedback/sign-in-link.tsx";
import { ServerText } from "../ui/text/server-text.tsx";
import styles from "./foot.module.css";

const SignedIn = lazyComponent(() => import("./signed-in.tsx").then((module) => module.SignedIn));

/** The user whose permissions apply: signed in or impersonated. */
export function WhoAmI() {
  const { me, unknown, failure, askAgain } = useCaller();
  const since = useQuery(consoleConfigQuery()).data?.signedInMs ?? null;
  if (unknown) {
    return (
      <p className={styles["who"]}>
        <span>{nobody(failure?.kind)}</span>
        {failure && <SignInLink failure={failure} />}
        <Button look="link" onClick={askAgain}>
          Retry
        </Button>
      </p>
    );
  }
  if (me === undefined) {
    return (
      <p className={styles["who"]}>
        <span>Signed in as</span>
        <span>…</span>
      </p>
    );
  }
  const { user, original } = me;
  const own = original ? "only their" : "only your own";
  return (
    <p className={styles["who"]}>
      <span>{original ? "Impersonating" : "Signed in as"}</span>
      <span>
        <Name of={user} />
        {user.is_superuser ? " · superuser" : ` · not a superuser: ${own} codes are listed`}
      </span>
      {since !== null && <SignedIn since={since} />}
      {failure && (
        <span>
          As last known: the latest check failed.{" "}
          <Button look="link" onClick={askAgain}>
            Retry
          </Button>
        </span>
      )}
      {original && (
        <span>
          Their permissions apply, not those of <Name of={original} />, who is signed in.
        </span>
      )}
    </p>
  );
}

function Name({ of: { name, username } }: { of: Me["user"] }) {
  return <ServerText className={styles["whoName"]}>{name || username}</ServerText>;
}

function nobody(kind: string | undefined): string {
  if (kind === "signed-out") return "Not signed in";
  return kind === "token-refused" ? "The token was refused" : "Signed in as: unknown";
}
