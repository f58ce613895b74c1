import { type FormEvent, useState } from "react";
import { serverNow } from "../../api/server-clock.ts";
import { Button } from "../../ui/button.tsx";
import { formatZone } from "../../ui/text/format.ts";
import { MomentField } from "./moment-field.tsx";
import { type Draft, draftOf, momentOfDraft } from "./moment-draft.ts";
import styles from "./range-form.module.css";

interface RangeFormProps {
  after: string | undefined;
  before: string | undefined;
  /** How soon rows of the list count as expiring, seconds. */
  within: number;
  /** Gets the range, moments in canonical form or null for an open end; null if it is the one that was there. */
  onApply: (range: { expires_after: string | null; expires_before: string | null } | null) => void;
}

type Preset = readonly [name: string, after: string, before: string];

const IN_MINUTES: readonly Preset[] = [
  ["Last 5 minutes", "now-5m", "now"],
  ["Last hour", "now-1h", "now"],
  ["Next minute", "now", "now+1m"],
  ["Next hour", "now", "now+1h"],
];
const IN_HOURS: readonly Preset[] = [
  ["Last hour", "now-1h", "now"],
  ["Next 5 minutes", "now", "now+5m"],
  ["Next hour", "now", "now+1h"],
  ["Next day", "now", "now+1d"],
];
const IN_DAYS: readonly Preset[] = [
  ["Last day", "now-1d", "now"],
  ["Next day", "now", "now+1d"],
  ["Next 7 days", "now", "now+7d"],
  ["Next 30 days", "now", "now+30d"],
];

/** Presets that fit the lifetime of the rows, judged by how soon they count as expiring. */
function presetsFor(within: number): readonly Preset[] {
  if (within < 300) return IN_MINUTES;
  return within < 86_400 ? IN_HOURS : IN_DAYS;
}

/** The time zones of the absolute ends: two where daylight saving time begins or ends in between. */
function zonesOf(drafts: readonly Draft[]): string {
  const times = drafts.filter(({ how }) => how === "at").map(momentOfDraft);
  const zones = times.flatMap((time) => (time === null ? [] : [formatZone(Date.parse(time))]));
  return [...new Set(zones)].join(" and ") || formatZone(Date.now());
}

/** The form for both ends of a range, each absolute or relative to now; applied on submit. */
export function RangeForm({ after, before, within, onApply }: RangeFormProps) {
  const [from, setFrom] = useState<Draft>(() => draftOf(after, serverNow()));
  const [to, setTo] = useState<Draft>(() => draftOf(before, serverNow()));

  function choose(expires_after: string | null, expires_before: string | null): void {
    const isSame = expires_after === (after ?? null) && expires_before === (before ?? null);
    onApply(isSame ? null : { expires_after, expires_before });
  }

  function apply(event: FormEvent): void {
    event.preventDefault();
    choose(momentOfDraft(from), momentOfDraft(to));
  }

  return (
    <form className={styles["form"]} aria-label="Expires between" onSubmit={apply}>
      <div className={styles["presets"]}>
        {presetsFor(within).map(([name, presetAfter, presetBefore]) => (
          <Button
            key={name}
            aria-pressed={after === presetAfter && before === presetBefore}
            onClick={() => choose(presetAfter, presetBefore)}
          >
            {name}
          </Button>
        ))}
      </div>
      <MomentField name="From" draft={from} onChange={setFrom} />
      <MomentField name="To" draft={to} onChange={setTo} />
      {(from.how === "at" || to.how === "at") && (
        <p className={styles["zone"]}>Times in {zonesOf([from, to])}.</p>
      )}
      <div className={styles["ends"]}>
        <Button type="submit">Apply</Button>
        <Button look="quiet" onClick={() => choose(null, null)}>
          Clear
        </Button>
      </div>
    </form>
  );
}
