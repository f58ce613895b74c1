import type { ReadReport } from "../../api/list-answer.ts";
import { Button } from "../../ui/button.tsx";
import { formatCount, formatDateTime, formatTime } from "../../ui/text/format.ts";
import { Line } from "../../ui/line.tsx";
import styles from "./read-notice.module.css";

interface ReadNoticeProps {
  /** "authorization codes" */
  plural: string;
  /** What was done with rows that were scanned. */
  verb: "searched" | "read";
  /** The text for rows that came straight from the server. */
  otherwise?: string | undefined;
  /** undefined while nothing is known yet: the line is then empty, to avoid a layout shift. */
  report: ReadReport | undefined;
  /** Rows are still being read. */
  fetching: boolean;
  onResume: () => void;
}

/** One line on how rows were found that the server cannot filter by itself, with Cancel or Continue. */
export function ReadNotice({
  plural,
  verb,
  otherwise,
  report: found,
  fetching,
  onResume,
}: ReadNoticeProps) {
  // "codes": the full noun is in the title.
  const things = plural.slice(plural.lastIndexOf(" ") + 1);
  const reading = found !== undefined && fetching && found.stop !== undefined;
  return (
    <Line className={styles["found"]} role="status" aria-busy={reading}>
      {!found && otherwise}
      {found && (
        <span title={`As of ${formatDateTime(found.asOf)}`}>
          {wordsOf(found, things, reading, verb)}
          {found.note && ` ${found.note}`}
          {found.missing ? ` ${missingWords(found.missing, things)}` : ""}
          {found.moved && " The list changed while it was read."}
          {!found.exact && inexactWords(found)}
        </span>
      )}
      {reading && (
        <>
          <progress
            max={Math.max(1, found.goal)}
            value={found.read}
            aria-label={`Reading ${plural}`}
          />
          <Button look="link" onClick={found.stop}>
            Cancel
          </Button>
        </>
      )}
      {found && (!found.done || found.resume) && !fetching && (
        <Button look="link" onClick={onResume}>
          Continue
        </Button>
      )}
    </Line>
  );
}

function inexactWords({ moved, unreadable }: ReadReport): string {
  if (unreadable) return " Not an exact count: some expiry times could not be read.";
  return moved ? "" : " The list changes too fast for an exact count.";
}

function missingWords(missing: number, things: string): string {
  if (missing === 1)
    return `1 ${things.replace(/s$/u, "")} cannot be shown: authentik fails on it.`;
  return `${formatCount(missing)} ${things} cannot be shown: authentik fails on them.`;
}

function wordsOf(found: ReadReport, things: string, reading: boolean, through: string): string {
  const { how, read, missing = 0, goal, of, all, done, capped, asOf } = found;
  const at = `as of ${formatTime(asOf)}`;
  if (found.emptyRange) return `Nothing was requested: the range is empty, ${at}.`;
  if (how === "snapshot") {
    return `${formatCount(of)} of ${formatCount(all ?? of)} ${things}, ${at}.`;
  }
  if (how === "slice") {
    const among = all === undefined ? formatCount(of) : `${formatCount(of)} of ${formatCount(all)}`;
    return `Sorted by expiry on the server; ${among} ${things}, ${at}.`;
  }
  const verb = how === "scan" ? through : "loaded";
  if (how === "scan" && found.note && of === 0) return "";
  if (!done) {
    const so = `${formatCount(read)} of ${formatCount(how === "scan" ? of : goal)} ${things}`;
    return reading ? `So far ${verb}: ${so}.` : `Only ${so} ${verb}, ${at}.`;
  }
  const ending = how === "scan" ? "" : " and sorted here";
  const start = verb.charAt(0).toUpperCase() + verb.slice(1);
  const some = `${formatCount(read)} of ${formatCount(of)}`;
  if (!capped && missing > 0) return `${start} ${some} ${things}${ending}, ${at}.`;
  const every =
    read === 1 ? `the one ${things.replace(/s$/u, "")}` : `all ${formatCount(read)} ${things}`;
  if (!capped) return `${start} ${every}${ending}, ${at}.`;
  const more = how === "scan" ? ", or continue" : "";
  return `${start} ${some} ${things}${ending}, ${at}; narrow the search to see the rest${more}.`;
}
