import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { failureIn } from "../../api/retry.ts";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { useCaller } from "../../feedback/use-caller.ts";
import type { List } from "../../list/state/use-list.ts";
import { summarise } from "../../outcome/summarise.ts";
import { formatCount, formatMoment } from "../../ui/text/format.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { OutcomeTimeline } from "./outcome-timeline.tsx";
import { type Summary, summaryQuery } from "./summary-query.ts";
import styles from "./summary.module.css";

/** By application and over time, how the newest sign-ins ended. Read when it is opened: it costs some seconds. */
export function SummaryPanel({ list }: { list: List<AuthentikEvent> }) {
  const [isOpen, setOpen] = useState(false);
  const { me } = useCaller();
  const query = useQuery({
    ...summaryQuery(list.state.server, me?.user.is_superuser ?? false),
    enabled: isOpen && me !== undefined,
  });
  const failure = failureIn(query);
  return (
    <details className={styles["panel"]} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>By application and time</summary>
      {query.data ? (
        <Told summary={query.data} list={list} />
      ) : (
        <p role="status" className={styles["note"]}>
          {failure
            ? `Not read. ${failureMessage(failure, "codes and tokens").title}.`
            : "Reading codes and tokens of the newest 300 …"}
        </p>
      )}
    </details>
  );
}

interface ToldProps {
  summary: Summary;
  list: List<AuthentikEvent>;
}

function Told({ summary: { signIns, count, asOf }, list }: ToldProps) {
  const oldest = signIns.at(-1)?.at;
  if (oldest === undefined) return <p className={styles["note"]}>There are no sign-ins.</p>;
  return (
    <>
      <OutcomeTimeline
        signIns={signIns}
        isWhole={signIns.length >= count}
        asOf={asOf}
        list={list}
      />
      <table>
        <caption className="visually-hidden">Outcomes by application, worst first</caption>
        <thead>
          <tr>
            <th scope="col">Application</th>
            <th scope="col" data-number="">
              Sign-ins
            </th>
            <th scope="col" data-number="">
              Redeemed
            </th>
            <th scope="col" data-number="">
              Not redeemed
            </th>
            <th scope="col" data-number="">
              Failed
            </th>
            <th scope="col" data-number="">
              Median
            </th>
          </tr>
        </thead>
        <tbody>
          {summarise(signIns).map((one) => (
            <tr key={one.application}>
              <th scope="row">
                <ServerText>{one.application}</ServerText>
              </th>
              <td data-number="">{formatCount(one.signIns)}</td>
              <td data-number="">{formatCount(one.redeemed)}</td>
              <td data-number="" data-bad={one.notRedeemed > 0 || undefined}>
                {formatCount(one.notRedeemed)}
              </td>
              <td data-number="">
                {one.failed === null ? "–" : `${Math.round(one.failed * 100)}%`}
              </td>
              <td data-number="">
                {one.medianMs === null ? "–" : `${(one.medianMs / 1000).toFixed(1)} s`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles["note"]}>
        {signIns.length < count
          ? `The newest ${formatCount(signIns.length)} of ${formatCount(count)}`
          : "All"}
        {`, since ${formatMoment(oldest, asOf)}, as of ${formatMoment(asOf, asOf)}. Median: from the event to the redemption.`}
      </p>
    </>
  );
}
