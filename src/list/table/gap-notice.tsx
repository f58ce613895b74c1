import type { Parts } from "../../api/list-answer.ts";
import { formatCount } from "../../ui/text/format.ts";
import type { Resource } from "../resource.ts";
import { Notice } from "../../feedback/state-view.tsx";

interface GapNoticeProps {
  resource: Pick<Resource<never>, "faultyRow">;
  /** The server's clock, epoch milliseconds. */
  asOf: number;
  parts: Parts;
}

/** For a page that had to be read in parts: which rows are missing, why, and for how long. */
export function GapNotice({ resource, asOf, parts: { gaps, moved } }: GapNoticeProps) {
  const rows = gaps.reduce((sum, { count }) => sum + count, 0);
  if (rows === 0 && !moved) return null;
  return (
    <Notice>
      {rows > 0 && (
        <>
          <strong>{rows === 1 ? "1 row is" : `${formatCount(rows)} rows are`} missing here.</strong>{" "}
          The server fails (500) on every answer with {rows === 1 ? "it" : "one of them"}, so the
          rest was read in parts. {resource.faultyRow?.(asOf)}
        </>
      )}{" "}
      {moved && "The list changed between the parts: a row that moved may be missing."}
    </Notice>
  );
}
