import { Button } from "../ui/button.tsx";
import { formatCount } from "../ui/text/format.ts";
import { ServerText } from "../ui/text/server-text.tsx";
import type { CountedApplication } from "./counted-applications.ts";
import type { Findings } from "./findings.ts";
import type { Overview } from "./load-overview.ts";
import styles from "./application-table.module.css";

/**
 * Splits applications into those with codes and those without any. That is known only when all codes were read: until
 * then all of them are busy. While codes in flight are still being read, applications without other codes are in
 * neither group, so that none that is shown disappears again.
 */
export function splitByActivity(
  applications: readonly CountedApplication[],
  { past, valid }: Findings,
) {
  if (!past || valid === null) return { busy: applications, idle: [] };
  const hasCodes = ({ unredeemed, kept, inFlight }: CountedApplication) =>
    unredeemed > 0 || kept > 0 || (inFlight ?? 0) > 0;
  const noneInFlight = ({ inFlight }: CountedApplication) => inFlight === 0;
  if (valid === undefined) return { busy: applications.filter(hasCodes), idle: [] };
  return {
    busy: applications.filter((one) => hasCodes(one) || !noneInFlight(one)),
    idle: applications.filter((one) => !hasCodes(one) && noneInFlight(one)),
  };
}

/** The applications without codes, collapsed. */
export function IdleApplications({
  applications,
}: {
  applications: readonly CountedApplication[];
}) {
  const { length } = applications;
  if (length === 0) return null;
  return (
    <details className={styles["idle"]}>
      <summary>
        {formatCount(length)} {length === 1 ? "application has" : "applications have"} neither
        unredeemed codes nor any in flight
      </summary>
      <ul>
        {applications.map(({ pk, name, application }) => (
          <li key={pk}>
            <ServerText>{application ?? name ?? String(pk)}</ServerText>
            {application !== null && name !== null && name !== application && (
              <>
                {" "}
                <ServerText className={styles["muted"]}>{name}</ServerText>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface NotesProps {
  overview: Overview;
  onCountAll: () => void;
}

/** What was left out, and why. */
export function Notes({ overview: { findings, uncounted, done }, onCountAll }: NotesProps) {
  const { past, valid, providers } = findings;
  const read = [...(past?.rows ?? []), ...(valid?.rows ?? [])];
  const unreadable = read.filter((row) => !row.readable).length;
  return (
    <div className={styles["note"]}>
      {past === null && (
        <p>
          So many codes are past their time that users were not read for every application:{" "}
          {formatCount(findings.sample?.rows.length ?? 0)} of them were read, from the first to the
          last. “Or more” is what these and a look at each application’s own codes prove, by expiry
          time: what authentik keeps past it is among them.
        </p>
      )}
      {(past?.moved || valid?.moved) && (
        <p>Codes changed while they were read: a few may be missing.</p>
      )}
      {unreadable > 0 && (
        <p>
          {formatCount(unreadable)} {unreadable === 1 ? "row" : "rows"} could not be read and{" "}
          {unreadable === 1 ? "counts" : "count"} for no application.
        </p>
      )}
      {providers === null && (
        <p>
          The applications could not be listed: those without {valid ? "" : "expired "}codes are
          missing here.
        </p>
      )}
      {providers?.more && <p>Only the first 100 providers were looked at.</p>}
      {done && uncounted > 0 && (
        <Button onClick={onCountAll}>
          Count the other {formatCount(uncounted)}{" "}
          {uncounted === 1 ? "application" : "applications"}
        </Button>
      )}
    </div>
  );
}
