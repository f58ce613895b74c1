import { formatDateTime } from "../../ui/text/format.ts";
import { visible } from "../../ui/text/visible.ts";

interface DateTimeProps {
  /** As authentik writes it: ISO 8601, microseconds, `Z`. */
  iso: string;
}

/** A moment in the reader's zone, with the zone; its title has it as the server wrote it. */
export function DateTime({ iso }: DateTimeProps) {
  return (
    <time dateTime={iso} title={visible(iso)}>
      {formatDateTime(Date.parse(iso))}
    </time>
  );
}

/** True for a text that is a date-time; `Date.parse` alone would take "1" for one. */
export function isDateTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d/.test(text) && Number.isFinite(Date.parse(text));
}
