import { useId } from "react";
import type { Source } from "../../api/wire/source.ts";
import { listPath, objectPath } from "../../paths.ts";
import { identityPath } from "../../detail/identity-path.ts";
import { formatMinute } from "../../ui/text/format-later.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { AccountName } from "./account-name.tsx";
import type { Account } from "./found-identity.ts";
import { sharersOf } from "./sharers.ts";
import { SourceMarks, SourceName } from "./source-name.tsx";
import { Link } from "../../link.tsx";
import styles from "./identity.module.css";

interface AccountSectionProps {
  account: Account;
  accounts: readonly Account[];
  sources: ReadonlyMap<string, Source>;
  /** The identifier that was looked for, marked among the others. */
  sought: string | undefined;
}

const LISTS = { user: "user-connections", group: "group-connections" } as const;

/** A user or a group, with the sources that it is connected with. */
export function AccountSection({ account, accounts, sources, sought }: AccountSectionProps) {
  const heading = useId();
  const { kind, id, ties, more, failed } = account;
  const filter = `?${new URLSearchParams({ [kind]: id })}`;
  return (
    <section className={styles["account"]} aria-labelledby={heading}>
      <h2 id={heading}>
        <span className={styles["kind"]}>{kind === "user" ? "User" : "Group"}</span>{" "}
        <AccountName kind={kind} id={id} />
      </h2>
      {ties.length === 0 ? (
        <p>{failed ? "Its connections could not be read." : "No connections with a source."}</p>
      ) : (
        <div className={styles["scroll"]}>
          <table>
            <thead>
              <tr>
                <th scope="col">Source</th>
                <th scope="col">Identifier</th>
                <th scope="col">Created</th>
              </tr>
            </thead>
            <tbody>
              {ties.map((tie) => (
                <tr key={tie.pk} data-sought={tie.identifier === sought || undefined}>
                  <td>
                    <Link to={objectPath(LISTS[kind], tie.pk)}>
                      <SourceName tie={tie} sources={sources} />
                    </Link>
                    <SourceMarks tie={tie} sources={sources} />
                  </td>
                  <td>
                    <Link
                      className={styles["mono"]}
                      to={identityPath({ identifier: tie.identifier })}
                    >
                      <ServerText>{tie.identifier || "(empty)"}</ServerText>
                    </Link>
                    {sharersOf(tie, accounts).length > 1 && (
                      <span className={styles["mark"]}>shared</span>
                    )}
                  </td>
                  <td className={styles["muted"]}>
                    {tie.created === null ? "—" : formatMinute(Date.parse(tie.created))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p>
        {failed && ties.length > 0 && "Not all of them could be read. "}
        {more && "Only the first of them are shown. "}
        <Link to={listPath(LISTS[kind], filter)}>In the list</Link>{" "}
        <Link to={identityPath(kind === "user" ? { user: id } : { group: id })}>
          Everything tied to this {kind}
        </Link>
      </p>
    </section>
  );
}
