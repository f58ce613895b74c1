import { formatDateTime } from "../../ui/text/format.ts";
import { shortSpan } from "../../model/duration.ts";
import { visible } from "../../ui/text/visible.ts";

interface DateTimeProps {
  /** As authentik writes it: ISO 8601, microseconds, `Z`. */
  iso: string;
  /** Epoch milliseconds by the server's clock, for "3 min 12 s ago" in the title. */
  nowMs?: number | undefined;
}

/** A moment in the reader's zone, with the zone; its title has it as the server wrote it, and how far off it is. */
export function DateTime({ iso, nowMs }: DateTimeProps) {
  const ms = Date.parse(iso);
  const distance = nowMs === undefined ? "" : ` · ${relative(ms - nowMs)}`;
  return (
    <time dateTime={iso} title={`${visible(iso)}${distance}`}>
      {formatDateTime(ms)}
    </time>
  );
}

/** True for a text that is a date-time; `Date.parse` alone would take "1" for one. */
export function isDateTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d/.test(text) && Number.isFinite(Date.parse(text));
}

function relative(ms: number): string {
  return ms < 0 ? `${shortSpan(ms)} ago` : `in ${shortSpan(ms)}`;
}
