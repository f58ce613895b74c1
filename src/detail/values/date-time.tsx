import { formatDateTime } from "../../ui/text/format.ts";
import { visible } from "../../ui/text/visible.ts";

interface DateTimeProps {
  /** As authentik writes it: ISO 8601, microseconds, `Z`. */
  iso: string;
}

/** A timestamp in the user's time zone, with the zone; its title is the server's text. */
export function DateTime({ iso }: DateTimeProps) {
  return (
    <time dateTime={iso} title={visible(iso)}>
      {formatDateTime(Date.parse(iso))}
    </time>
  );
}

/** True for a date-time; `Date.parse` alone would accept "1". */
export function isDateTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d/.test(text) && Number.isFinite(Date.parse(text));
}
