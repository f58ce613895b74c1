import { serverNow } from "../../api/server-clock.ts";
import { short } from "../../list/resource.ts";
import type { ExpiringList, ExpiringRow } from "../expiring-row.ts";
import { capitalised, formatCount, formatTime } from "../../ui/text/format.ts";
import { ONLY_NEVER, onlyExpiryOf } from "./timeline-filters.ts";
import type { TimelineAnswer } from "./timeline-load.ts";
import { rangeOfTimes } from "./timeline-words.ts";
import { Link } from "../../link.tsx";
import styles from "./timeline-chart.module.css";

interface TimelineTableProps<T extends ExpiringRow> {
  answer: TimelineAnswer;
  list: ExpiringList<T>;
}

/** The numbers of the chart as a table; each links to its rows. */
export function TimelineTable<T extends ExpiringRow>({ answer, list }: TimelineTableProps<T>) {
  const things = capitalised(short(list.resource.noun)[1]);
  const { pathname } = list.pageLink(1);
  const now = serverNow();
  return (
    <div className={styles["table"]}>
      <table>
        <caption>
          {things} by expiry time, as of {formatTime(answer.asOf)}
        </caption>
        <thead>
          <tr>
            <th scope="col">Expires</th>
            <th scope="col">{things}</th>
            <th scope="col">of them expired</th>
          </tr>
        </thead>
        <tbody>
          {answer.bins.map((bin) => (
            <tr key={bin.from}>
              <th scope="row">{rangeOfTimes(bin, now)}</th>
              <td>
                <Link to={{ pathname, search: list.searchAfter({ expiry: onlyExpiryOf(bin) }) }}>
                  {formatCount(bin.past + bin.ahead)}
                </Link>
              </td>
              <td>{formatCount(bin.past)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">never</th>
            <td>
              <Link to={{ pathname, search: list.searchAfter({ expiry: ONLY_NEVER }) }}>
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
