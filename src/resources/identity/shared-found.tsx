import type { Source } from "../../api/wire/source.ts";
import { formatCount } from "../../ui/text/format.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { type Identity, isPart, type Seed, type Tie } from "./found-identity.ts";
import { sharersOf } from "./sharers.ts";
import { SourceName } from "./source-name.tsx";
import styles from "./identity.module.css";

interface SharedFoundProps {
  identity: Identity;
  seed: Seed;
  sources: ReadonlyMap<string, Source>;
}

/** The answer in a sentence or two: which identifiers several accounts have. */
export function SharedIdentifiersFound({ identity, seed, sources }: SharedFoundProps) {
  const { accounts, ofAccounts, identifiers, ofIdentifiers } = identity;
  const failed = Object.values(identity.reports).some(({ failure }) => failure !== undefined);
  const shared = new Map<string, readonly Tie[]>();
  for (const { ties } of accounts) {
    for (const tie of ties) {
      const sharers = sharersOf(tie, accounts);
      const key = JSON.stringify([tie.kind, tie.source, tie.identifier]);
      if (sharers.length > 1) shared.set(key, sharers);
    }
  }
  const isPartial = isPart(identity);
  if (accounts.length === 0) {
    return (
      <p>
        {failed
          ? "Nothing was found in what could be read."
          : isPartial
            ? "Nobody has this identifier among the connections that were read."
            : "Nobody has this identifier."}
      </p>
    );
  }
  return (
    <div className={styles["answer"]}>
      {[...shared].map(([key, [first, ...rest]]) => (
        <p key={key} className={styles["warning"]}>
          <strong>
            {isPart(identity, [first!.kind]) && "At least "}
            {rest.length + 1} {first!.kind}s share one identifier.
          </strong>{" "}
          <SourceName tie={first!} sources={sources} /> calls all of them{" "}
          <ServerText className={styles["mono"]}>{first!.identifier}</ServerText>.
        </p>
      ))}
      {shared.size === 0 && identifiers.length > 0 && (
        <p>
          {isPartial && "Of what was read: "}
          {"identifier" in seed
            ? ofAccounts === 1
              ? "1 account has this identifier."
              : `${formatCount(ofAccounts)} accounts have this identifier, no two of ${ofAccounts > accounts.length ? "those shown" : "them"} at the same source.`
            : `${isPartial ? "no" : "No"} other ${"user" in seed ? "user" : "group"} has ${theseIdentifiers(identity)} at the same source.`}
        </p>
      )}
      {accounts.length > 1 && (
        <p className={styles["muted"]}>
          The same text at another source, or for a group, may mean somebody else.
        </p>
      )}
      {accounts.length < ofAccounts && (
        <p>
          {formatCount(ofAccounts)} accounts were found; the first {formatCount(accounts.length)}{" "}
          are shown.
        </p>
      )}
      {identifiers.length < ofIdentifiers && (
        <p>
          Of {formatCount(ofIdentifiers)} identifiers, the first {formatCount(identifiers.length)}{" "}
          were looked for.
        </p>
      )}
    </div>
  );
}

function theseIdentifiers({ identifiers, ofIdentifiers }: Identity): string {
  if (identifiers.length < ofIdentifiers)
    return `one of the first ${formatCount(identifiers.length)} identifiers`;
  return identifiers.length === 1 ? "this identifier" : "one of these identifiers";
}
