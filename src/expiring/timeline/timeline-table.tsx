import { Link } from "react-router";
import { serverNow } from "../../api/server-clock.ts";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import type { List } from "../../list/state/use-list.ts";
import { formatCount, formatTime } from "../../ui/text/format.ts";
import { NEVER_FILTERS, onlyFiltersOf } from "./timeline-filters.ts";
import type { TimelineAnswer } from "./timeline-load.ts";
import { spanWords } from "./timeline-words.ts";
import styles from "./timeline.module.css";

interface TimelineTableProps {
  answer: TimelineAnswer;
  list: List<AuthorizationCode>;
}

/** The drawing in numbers; each leads to its rows. */
export function TimelineTable({ answer, list }: TimelineTableProps) {
  const { pathname } = list.pageLink(1);
  const now = serverNow();
  return (
    <div className={styles["table"]}>
      <table>
        <caption>Codes by expiry time, as of {formatTime(answer.asOf)}</caption>
        <thead>
          <tr>
            <th scope="col">Expires</th>
            <th scope="col">Codes</th>
            <th scope="col">of them expired</th>
          </tr>
        </thead>
        <tbody>
          {answer.bins.map((bin) => (
            <tr key={bin.from}>
              <th scope="row">{spanWords(bin, now)}</th>
              <td>
                <Link to={{ pathname, search: list.searchAfter({ filters: onlyFiltersOf(bin) }) }}>
                  {formatCount(bin.past + bin.ahead)}
                </Link>
              </td>
              <td>{formatCount(bin.past)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">never</th>
            <td>
              <Link to={{ pathname, search: list.searchAfter({ filters: NEVER_FILTERS }) }}>
                {formatCount(answer.never)}
              </Link>
            </td>
            <td />
          </tr>
        </tbody>
      </table>
    </div>
  );
}
