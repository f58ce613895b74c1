import { type FormEvent, useState } from "react";
import { serverNow } from "../../api/server-clock.ts";
import { Button } from "../../ui/button.tsx";
import { MomentField } from "./moment-field.tsx";
import { type Draft, draftOf, momentOfDraft } from "./moment-draft.ts";
import styles from "./range-form.module.css";

/** Moments in canonical form; null is open. */
interface Range {
  after: string | null;
  before: string | null;
}

interface RangeFormProps {
  after: string | undefined;
  before: string | undefined;
  onApply: (range: Range) => void;
}

const PRESETS: readonly [name: string, after: string, before: string][] = [
  ["Last 5 minutes", "now-5m", "now"],
  ["Last hour", "now-1h", "now"],
  ["Next minute", "now", "now+1m"],
  ["Next hour", "now", "now+1h"],
];

/** Two ends, each by the clock or from now on; takes effect when it is sent off. */
export function RangeForm({ after, before, onApply }: RangeFormProps) {
  const [from, setFrom] = useState<Draft>(() => draftOf(after, serverNow()));
  const [to, setTo] = useState<Draft>(() => draftOf(before, serverNow()));

  function apply(event: FormEvent): void {
    event.preventDefault();
    onApply({ after: momentOfDraft(from), before: momentOfDraft(to) });
  }

  return (
    <form className={styles["form"]} aria-label="Expires between" onSubmit={apply}>
      <div className={styles["presets"]}>
        {PRESETS.map(([name, presetAfter, presetBefore]) => (
          <Button
            key={name}
            aria-pressed={after === presetAfter && before === presetBefore}
            onClick={() => onApply({ after: presetAfter, before: presetBefore })}
          >
            {name}
          </Button>
        ))}
      </div>
      <MomentField name="From" draft={from} onChange={setFrom} />
      <MomentField name="To" draft={to} onChange={setTo} />
      <div className={styles["ends"]}>
        <Button type="submit">Apply</Button>
        <Button look="quiet" onClick={() => onApply({ after: null, before: null })}>
          Clear
        </Button>
      </div>
    </form>
  );
}
