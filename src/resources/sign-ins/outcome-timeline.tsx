import { useMemo } from "react";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import { rangeOfTimes, endWords } from "../../expiring/timeline/timeline-words.ts";
import { parseSearch, printSearch } from "../../find/text/parse-search.ts";
import { Brush } from "../../list/brush/brush.tsx";
import { ALL_TIME, type Span } from "../../list/brush/brush-scale.ts";
import { useBrushedSpan } from "../../list/brush/use-brushed-span.ts";
import type { List } from "../../list/state/use-list.ts";
import { type OutcomeBin, binsOf, type ToldSignIn } from "../../outcome/summarise.ts";
import { Button } from "../../ui/button.tsx";
import { formatMoment } from "../../ui/text/format.ts";
import { formatCountOf } from "../../ui/text/format-later.ts";
import { isTimeTerm, spanOfTerms, termsOfSpan } from "./term-values.ts";
import styles from "./outcome-timeline.module.css";

interface OutcomeTimelineProps {
  /** The newest first. */
  signIns: readonly ToldSignIn[];
  /** Whether there are no others. */
  isWhole: boolean;
  /** The server's clock, epoch milliseconds. */
  asOf: number;
  list: List<AuthentikEvent>;
}

const BINS = 48;
const END_NAMES = { from: "Signed in from", to: "Signed in before" };

/** Sign-ins over time by outcome, and a brush that limits the list to a range. */
export function OutcomeTimeline({ signIns, isWhole, asOf, list }: OutcomeTimelineProps) {
  const bins = useMemo(() => binsOf(signIns, asOf, BINS), [signIns, asOf]);
  const { terms } = parseSearch(list.state.search, list.resource.searchFields);
  const inAddress = spanOfTerms(terms, asOf);
  const base = printSearch(terms.filter(isTimeTerm));
  const { drafted, span, setDraft } = useBrushedSpan(base, inAddress);
  const [first, last] = [bins[0], bins.at(-1)];
  if (first === undefined || last === undefined) return null;
  const scale = {
    at: (time: number) =>
      Math.max(0, Math.min(1, (time - first.from) / (last.to - first.from))) * 100,
    stops: [isWhole ? -Infinity : first.from, ...bins.slice(1).map(({ from }) => from), Infinity],
  };

  function show(next: Span): void {
    setDraft(undefined);
    const others = terms.filter((term) => !isTimeTerm(term));
    list.change({ search: printSearch([...others, ...termsOfSpan(next)]) });
  }

  return (
    <div className={styles["timeline"]}>
      <div className={styles["plot"]}>
        <Brush
          name="Range of sign-in times"
          endNames={END_NAMES}
          endWords={(time) => endWords(time, asOf)}
          scale={scale}
          span={span}
          onDraft={setDraft}
          onShow={show}
          onClear={() => (drafted ? setDraft(undefined) : show(ALL_TIME))}
        >
          <Bars bins={bins} span={span} asOf={asOf} />
        </Brush>
      </div>
      <p className={styles["axis"]}>
        <span>{formatMoment(first.from, asOf)}</span>
        <span>
          <i data-tone="failed" /> not redeemed <i data-tone="open" /> open{" "}
          <i data-tone="redeemed" /> redeemed
        </span>
        <span>{formatMoment(asOf, asOf)}</span>
      </p>
      {base !== "" && (
        <p className={styles["chosen"]}>
          <strong>{rangeOfTimes(inAddress, asOf)}</strong>{" "}
          <Button look="link" onClick={() => show(ALL_TIME)}>
            Clear range
          </Button>
        </p>
      )}
    </div>
  );
}

const TONES = ["redeemed", "open", "failed"] as const;

interface BarsProps {
  bins: readonly OutcomeBin[];
  span: Span;
  asOf: number;
}

/** A bar a bin: redeemed below, then those that are open, failed on top. */
function Bars({ bins, span, asOf }: BarsProps) {
  const most = Math.max(1, ...bins.map(({ redeemed, open, failed }) => redeemed + open + failed));
  return (
    <svg
      className={styles["bars"]}
      viewBox={`0 0 ${bins.length} ${most}`}
      preserveAspectRatio="none"
      role="img"
      aria-label="Sign-ins over time by outcome; the table has the numbers by application"
    >
      {bins.map((bin, index) => {
        const { from, to, redeemed, open, failed } = bin;
        const all = redeemed + open + failed;
        const isOutside = to <= span.from || from >= span.to;
        return (
          <g key={from} data-outside={isOutside || undefined}>
            <title>
              {`${formatMoment(from, asOf)}: ${formatCountOf(all, ["sign-in", "sign-ins"])}, ${redeemed} redeemed, ${failed} not redeemed, ${open} open`}
            </title>
            <rect x={index} width={1} height={most} className={styles["field"]} />
            {stacked(bin).map(({ tone, below, count }) => (
              <rect
                key={tone}
                x={index + 0.05}
                width={0.9}
                y={most - below - count}
                height={count}
                data-tone={tone}
              />
            ))}
          </g>
        );
      })}
    </svg>
  );
}

/** The parts of a bar from below, those that are not empty. */
function stacked(bin: OutcomeBin) {
  return TONES.map((tone, index) => ({
    tone,
    count: bin[tone],
    below: TONES.slice(0, index).reduce((sum, lower) => sum + bin[lower], 0),
  })).filter(({ count }) => count > 0);
}
