import { useState } from "react";
import { objectPath, type ResourceName } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { download } from "../../ui/download.ts";
import { formatClock, formatCount, formatDateTime, formatZoneNow } from "../../ui/text/format.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";
import {
  clearJournal,
  type JournalEntry,
  journalLines,
  MOST_ENTRIES,
  useJournal,
} from "./journal.ts";
import { Link } from "../../link.tsx";
import styles from "./journal-panel.module.css";

const WHAT: Readonly<Record<JournalEntry["what"], string>> = {
  came: "Came",
  went: "Went",
  outcome: "Outcome",
  missed: "Not all seen",
};

/** How an object is called in one word, by its list. */
const NOUNS: Readonly<Record<ResourceName, string>> = {
  "authorization-codes": "Code",
  "access-tokens": "Access token",
  "refresh-tokens": "Refresh token",
  "sign-ins": "Sign-in",
  "user-connections": "Connection",
  "group-connections": "Connection",
  "source-connections": "Connection",
  sources: "Source",
};

/** Entries shown at first, and each time that more are asked for. */
const STEP = 200;

/** What this tab saw while lists were watched, in a dialog: the newest first, with export. */
export function JournalPanel({ onClose }: { onClose: () => void }) {
  const journal = useJournal();
  const [most, setMost] = useState(STEP);
  const { entries, dropped } = journal;

  return (
    <Dialog title="Journal" onClose={onClose}>
      <p className={styles["muted"]}>
        What this tab saw while lists were live, until it is closed or reloaded.{" "}
        {dropped > 0 &&
          `It keeps ${formatCount(MOST_ENTRIES)} entries: ${formatCount(dropped)} older ones were dropped.`}
      </p>
      {entries.length === 0 ? (
        <p>Nothing has changed yet.</p>
      ) : (
        <>
          <div className={styles["actions"]}>
            <Button
              onClick={() =>
                download("grantlens-journal.jsonl", "application/jsonl", journalLines(journal))
              }
            >
              Export as JSON lines
            </Button>
            <Button onClick={clearJournal}>Clear</Button>
          </div>
          <div className={styles["scroll"]} tabIndex={0} role="region" aria-label="Entries">
            <table className={styles["entries"]}>
              <thead>
                <tr>
                  <th scope="col">Time {formatZoneNow()}</th>
                  <th scope="col">What</th>
                  <th scope="col">Which</th>
                  <th scope="col">User</th>
                  <th scope="col">Provider or application</th>
                </tr>
              </thead>
              <tbody>
                {entries
                  .slice(-most)
                  .toReversed()
                  .map((entry, index) => (
                    <EntryRow key={dropped + entries.length - index} entry={entry} />
                  ))}
              </tbody>
            </table>
          </div>
          {entries.length > most && (
            <p>
              <Button look="link" onClick={() => setMost(most + STEP)}>
                Show {formatCount(Math.min(STEP, entries.length - most))} older ones
              </Button>
            </p>
          )}
        </>
      )}
    </Dialog>
  );
}

function EntryRow({
  entry: { at, list, what, id, detail, user, provider },
}: {
  entry: JournalEntry;
}) {
  return (
    <tr>
      <td>
        <time dateTime={new Date(at).toISOString()} title={formatDateTime(at)}>
          {formatClock(at)}
        </time>
      </td>
      <td>
        {WHAT[what]}
        {detail !== "" && <span className={styles["muted"]}> {detail}</span>}
      </td>
      <td>
        {id === "" ? (
          NOUNS[list]
        ) : (
          <Link to={objectPath(list, id)} title={visible(id)}>
            {NOUNS[list]} {visible(id.slice(0, 8))}
          </Link>
        )}
      </td>
      <td>
        <ServerText>{user}</ServerText>
      </td>
      <td>
        <ServerText>{provider}</ServerText>
      </td>
    </tr>
  );
}
