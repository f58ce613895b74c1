import { useQuery, useQueryClient } from "@tanstack/react-query";
import { groupQuery } from "../../api/endpoints/groups.ts";
import { userQuery } from "../../api/endpoints/users.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import { Button } from "../../ui/button.tsx";
import { NamePair } from "../../ui/text/name-pair.tsx";
import { groupRelation } from "../relations/group-relation.ts";
import { userRelation } from "../relations/user-relation.ts";
import type { AccountKind } from "./found-identity.ts";
import styles from "./identity.module.css";

interface AccountNameProps {
  kind: AccountKind;
  id: string;
}

/** The name of a user or group, or its id with why there is no name. */
export function AccountName({ kind, id }: AccountNameProps) {
  return kind === "user" ? <UserName id={id} /> : <GroupName id={id} />;
}

function UserName({ id }: { id: string }) {
  const query = useQuery(userQuery(Number(id)));
  const user = query.data?.value;
  if (user === undefined) return <Unnamed kind="user" id={id} query={query} />;
  return (
    <>
      <NamePair name={userRelation.labelOf(user)} second={userRelation.secondOf(user)} />
      {!user.is_active && <span className={styles["mark"]}>inactive</span>}
    </>
  );
}

function GroupName({ id }: { id: string }) {
  const query = useQuery(groupQuery(id));
  const group = query.data?.value;
  if (group === undefined) return <Unnamed kind="group" id={id} query={query} />;
  return <NamePair name={groupRelation.labelOf(group)} />;
}

interface UnnamedProps extends AccountNameProps {
  query: Parameters<typeof failureIn>[0];
}

function Unnamed({ kind, id, query }: UnnamedProps) {
  const client = useQueryClient();
  const failure = failureIn(query);
  const isGone = failure?.kind === "not-found" && !failure.unconfirmed;
  return (
    <>
      <bdi className={styles["mono"]}>{id}</bdi>
      {isGone && (
        // authentik deletes connections with their user or group: what is listed still was read before that.
        <span className={styles["mark"]}>this {kind} is gone</span>
      )}
      {failure?.kind === "forbidden" && (
        <span className={styles["muted"]}> (you may not look up its name)</span>
      )}
      {failure && !isGone && failure.kind !== "forbidden" && (
        <span className={styles["muted"]}>
          {" "}
          (looking up its name failed){" "}
          <Button look="link" onClick={() => askAgain(client)}>
            Try again
          </Button>
        </span>
      )}
    </>
  );
}
