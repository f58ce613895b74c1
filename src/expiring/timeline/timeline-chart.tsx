import { useState } from "react";
import { serverNow } from "../../api/server-clock.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { short } from "../../list/resource.ts";
import type { ExpiringList, ExpiringRow } from "../expiring-row.ts";
import { Button } from "../../ui/button.tsx";
import { formatCount, formatDateTime, formatTime } from "../../ui/text/format.ts";
import { formatCountOf } from "../../ui/text/format-later.ts";
import { giveOrTake, isTooVague } from "../counts/exactness.ts";
import { expiryOfSpan, useSpan } from "./timeline-filters.ts";
import type { TimelineAnswer } from "./timeline-load.ts";
import { TimelinePlot } from "./timeline-plot.tsx";
import { ALL_TIME, type Span } from "../../list/brush/brush-scale.ts";
import { useBrushedSpan } from "../../list/brush/use-brushed-span.ts";
import { countIn } from "./timeline-scale.ts";
import { TimelineTable } from "./timeline-table.tsx";
import { rangeOfTimes } from "./timeline-words.ts";
import { useTimeline, type TimelineState } from "./use-timeline.ts";
import styles from "./timeline-chart.module.css";

interface TimelineChartProps<T extends ExpiringRow> {
  list: ExpiringList<T>;
}

/** The chart, its brushed range, and the same numbers as a table. */
export function TimelineChart<T extends ExpiringRow>({ list }: TimelineChartProps<T>) {
  const { noun } = list.resource;
  const state = useTimeline(list);
  const answer = state.answer && !isTooVague(state.answer) ? state.answer : undefined;
  const [tabled, setTabled] = useState(false);
  const { expiry } = list.state;
  const address = useSpan(expiry);
  const { status, expires_after = "", expires_before = "" } = expiry ?? {};
  const base = `${expires_after} ${expires_before}`;
  const { drafted, span, setDraft } = useBrushedSpan(base, address);
  const isSame = ({ from, to }: Span) => from === address.from && to === address.to;

  function show(next: Span): void {
    if (isSame(next)) setDraft(undefined);
    else list.change({ expiry: expiryOfSpan(next) });
  }

  return (
    <>
      <div className={styles["words"]}>
        <Standing state={state} noun={noun} />
        {answer && answer.count > 0 && (
          <span className={styles["chosen"]}>
            {!state.isPlaceholder && (drafted || !isSame(ALL_TIME)) && (
              <Chosen span={span} answer={answer} noun={noun} alone={status === undefined} />
            )}
            {drafted && !isSame(drafted) && (
              <Button look="link" onClick={() => show(drafted)}>
                Show these
              </Button>
            )}
            {!isSame(ALL_TIME) && (
              <Button look="link" onClick={() => show(ALL_TIME)}>
                Clear range
              </Button>
            )}
            <span className={styles["legend"]} aria-hidden="true">
              <i data-past="" /> expired <i /> not expired
            </span>
            <Button look="link" aria-expanded={tabled} onClick={() => setTabled(!tabled)}>
              As a table
            </Button>
          </span>
        )}
      </div>
      <div className={styles["plot"]} aria-busy={state.isFetching}>
        {answer && answer.count > 0 && (
          <TimelinePlot
            bins={answer.bins}
            noun={short(noun)}
            span={span}
            onDraft={setDraft}
            onShow={show}
            onClear={() => (drafted ? setDraft(undefined) : show(ALL_TIME))}
          />
        )}
      </div>
      {tabled && answer && !state.isPlaceholder && <TimelineTable answer={answer} list={list} />}
    </>
  );
}

interface StandingProps {
  state: TimelineState;
  noun: readonly [one: string, many: string];
}

/** The status line: as of when, rows that are not drawn, and failures. */
function Standing({ state, noun }: StandingProps) {
  const { answer, failure, retry } = state;
  if (failure) {
    const { title } = failureMessage(failure, noun[1]);
    return (
      <span role="status">
        {answer && (state.isPlaceholder ? "Drawn for the previous filters. " : "Not up to date. ")}
        {title}.{" "}
        <Button look="link" onClick={retry}>
          Try again
        </Button>
      </span>
    );
  }
  if (answer === undefined) return <span>Counting…</span>;
  if (isTooVague(answer)) return <span>Not drawn: the list changes too fast to be counted.</span>;
  if (answer.count === 0) return <span>No {short(noun)[1]} to show over time.</span>;
  const { never, asOf, exact, margin, unreadable } = answer;
  return (
    <span title={formatDateTime(asOf)}>
      {formatCountOf(answer.count, short(noun))}
      {never > 0 && `, ${formatCount(never)} ${never === 1 ? "never expires" : "never expire"}`} ·
      as of {formatTime(asOf)}
      {!exact &&
        (unreadable
          ? " · not exact: some expiry times could not be read"
          : ` · ${giveOrTake(margin)}`)}
    </span>
  );
}

interface ChosenProps {
  span: Span;
  answer: TimelineAnswer;
  noun: readonly [one: string, many: string];
  /** No status filter applies, so that as many rows are shown as are counted. */
  alone: boolean;
}

function Chosen({ span, answer, noun, alone }: ChosenProps) {
  const count = alone ? countIn(answer.bins, span) : null;
  return (
    <strong>
      {rangeOfTimes(span, serverNow())}
      {count !== null && `: ${formatCountOf(count, short(noun))}`}
    </strong>
  );
}
