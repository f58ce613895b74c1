import { useState } from "react";
import { serverNow } from "../../api/server-clock.ts";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import type { List } from "../../list/state/use-list.ts";
import { Button } from "../../ui/button.tsx";
import { formatCount, formatDateTime, formatTime } from "../../ui/text/format.ts";
import { filtersOf, useSpan } from "./timeline-filters.ts";
import type { TimelineAnswer } from "./timeline-load.ts";
import { TimelinePlot } from "./timeline-plot.tsx";
import { ALL_TIME, countIn, type Span } from "./timeline-scale.ts";
import { TimelineTable } from "./timeline-table.tsx";
import { codes, spanWords } from "./timeline-words.ts";
import { useTimeline, type TimelineState } from "./use-timeline.ts";
import styles from "./timeline.module.css";

interface TimelineChartProps {
  list: List<AuthorizationCode>;
}

/** The drawing, what is chosen in it, and the same as a table. */
export function TimelineChart({ list }: TimelineChartProps) {
  const state = useTimeline(list);
  const { answer } = state;
  const [tabled, setTabled] = useState(false);
  const address = useSpan(list.params.filters);
  const { status, expires_after = "", expires_before = "" } = list.params.filters;
  // What is drawn but not shown yet belongs to the range it began with.
  const base = `${expires_after} ${expires_before}`;
  const [draft, setDraft] = useState<{ base: string; span: Span }>();
  // Let go of for good: Back shows the range as it was, not what was once meant to become of it.
  if (draft && draft.base !== base) setDraft(undefined);
  const drafted = draft?.base === base ? draft.span : undefined;
  const span = drafted ?? address;
  const isSame = ({ from, to }: Span) => from === address.from && to === address.to;

  function show(next: Span): void {
    if (isSame(next)) setDraft(undefined);
    else list.change({ filters: filtersOf(next) });
  }

  return (
    <>
      <div className={styles["words"]}>
        <Standing state={state} />
        {answer && answer.count > 0 && (
          <span className={styles["chosen"]}>
            {(drafted || !isSame(ALL_TIME)) && (
              <Chosen span={span} answer={answer} alone={status === undefined} />
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
            <Button look="link" aria-expanded={tabled} onClick={() => setTabled(!tabled)}>
              As a table
            </Button>
          </span>
        )}
      </div>
      <div className={styles["plot"]} aria-busy={answer === undefined || state.earlier}>
        {answer && answer.count > 0 && (
          <TimelinePlot
            bins={answer.bins}
            span={span}
            onDraft={(next) => setDraft(next && { base, span: next })}
            onShow={show}
            onClear={() => (drafted ? setDraft(undefined) : show(ALL_TIME))}
          />
        )}
      </div>
      {tabled && answer && <TimelineTable answer={answer} list={list} />}
    </>
  );
}

/** How the numbers stand: as of when, what is not in the drawing, and what went wrong. */
function Standing({ state }: { state: TimelineState }) {
  const { answer, failure, retry } = state;
  if (failure) {
    const { title } = failureMessage(failure, "authorization codes");
    return (
      <span role="status">
        {answer && "Not up to date. "}
        {title}.{" "}
        <Button look="link" onClick={retry}>
          Try again
        </Button>
      </span>
    );
  }
  if (answer === undefined) return <span>Counting…</span>;
  if (answer.count === 0) return <span>No codes to show over time.</span>;
  const { never, asOf, exact, unreadable } = answer;
  return (
    <span title={formatDateTime(asOf)}>
      {codes(answer.count)}
      {never > 0 && `, ${formatCount(never)} ${never === 1 ? "never expires" : "never expire"}`} ·
      as of {formatTime(asOf)}
      {!exact && (unreadable ? " · not all ends could be read" : " · changed while counted")}
      {!exact && ", so not exact"}
    </span>
  );
}

interface ChosenProps {
  span: Span;
  answer: TimelineAnswer;
  /** Nothing else chooses among the rows: as many are shown as are counted. */
  alone: boolean;
}

function Chosen({ span, answer, alone }: ChosenProps) {
  const count = alone ? countIn(answer.bins, span) : null;
  return (
    <strong>
      {spanWords(span, serverNow())}
      {count !== null && `: ${codes(count)}`}
    </strong>
  );
}
