import { useQuery } from "@tanstack/react-query";
import { type Failure, failureOf } from "../api/errors.ts";
import { meQuery } from "../api/me.ts";
import { Button } from "../ui/button.tsx";
import styles from "./shell.module.css";

/** As whom the console sees what it sees. */
export function WhoAmI() {
  const { data, error, refetch } = useQuery(meQuery());
  const kind = error ? failureOf(error).kind : undefined;
  if (kind !== undefined && (data === undefined || isSignedOut(kind))) {
    return (
      <p className={styles["who"]}>
        <span>{isSignedOut(kind) ? "Not signed in" : "Signed in as: unknown"}</span>
        <Button look="link" onClick={() => void refetch()}>
          Ask again
        </Button>
      </p>
    );
  }
  return (
    <p className={styles["who"]}>
      <span>Signed in as</span>
      {data === undefined ? (
        <span>…</span>
      ) : (
        <span>
          <bdi className={styles["whoName"]}>{data.user.name || data.user.username}</bdi>
          {data.user.is_superuser
            ? " · superuser"
            : " · no superuser: only your own codes are listed"}
        </span>
      )}
      {data?.original && (
        <span>
          impersonated by <bdi>{data.original.name || data.original.username}</bdi>
        </span>
      )}
    </p>
  );
}

/** Whoever it was before, it is so no longer. */
function isSignedOut(kind: Failure["kind"]): boolean {
  return kind === "signed-out" || kind === "token-refused";
}
