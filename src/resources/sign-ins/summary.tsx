import { useQuery } from "@tanstack/react-query";
import { type CSSProperties, useState } from "react";
import { failureIn } from "../../api/retry.ts";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { useCaller } from "../../feedback/use-caller.ts";
import type { List } from "../../list/state/use-list.ts";
import { type OutcomeBin, binsOf, summarise } from "../../outcome/summarise.ts";
import { formatCount, formatMoment } from "../../ui/text/format.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
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
      <summary>By application</summary>
      {query.data ? (
        <Told summary={query.data} />
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

const BINS = 48;

function Told({ summary: { signIns, count, asOf } }: { summary: Summary }) {
  const oldest = signIns.at(-1)?.at;
  if (oldest === undefined) return <p className={styles["note"]}>There are no sign-ins.</p>;
  return (
    <>
      <Bars bins={binsOf(signIns, asOf, BINS)} asOf={asOf} />
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
                {one.failed === null ? "–" : `${Math.round(one.failed * 100)} %`}
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

/** Sign-ins over time: redeemed below, then those that are open, failed on top. The table says the same in numbers. */
function Bars({ bins, asOf }: { bins: readonly OutcomeBin[]; asOf: number }) {
  const most = Math.max(1, ...bins.map(({ redeemed, failed, open }) => redeemed + failed + open));
  const [first] = bins;
  if (first === undefined) return null;
  return (
    <div aria-hidden="true">
      <div className={styles["bars"]}>
        {bins.map(({ from, redeemed, failed, open }) => (
          <span
            key={from}
            title={`${formatMoment(from, asOf)}: ${redeemed} redeemed, ${failed} not redeemed, ${open} open`}
            style={
              {
                "--redeemed": redeemed / most,
                "--failed": failed / most,
                "--open": open / most,
              } as CSSProperties
            }
          />
        ))}
      </div>
      <p className={styles["axis"]}>
        <span>{formatMoment(first.from, asOf)}</span>
        <span>
          <i data-what="failed" /> not redeemed <i data-what="open" /> open{" "}
          <i data-what="redeemed" /> redeemed
        </span>
        <span>{formatMoment(asOf, asOf)}</span>
      </p>
    </div>
  );
}
