import type { Outcome } from "../../outcome/outcome.ts";
import { OUTCOME_WORDS, outcomeText, WHY_UNKNOWN } from "./outcome-words.ts";
import status from "../../expiring/expiry-cells.module.css";
import styles from "./outcomes.module.css";

/** An outcome in a word or two, with its tone; why, where it is not known. */
export function OutcomeMark({ outcome }: { outcome: Outcome }) {
  const { tone } = OUTCOME_WORDS[outcome.word];
  const why = outcome.word === "unknown" ? WHY_UNKNOWN[outcome.why] : undefined;
  return (
    <span
      className={`${status["status"]} ${styles["mark"]}`}
      data-tone={tone}
      data-likely={("sure" in outcome && !outcome.sure) || undefined}
      title={why}
    >
      {outcomeText(outcome)}
    </span>
  );
}
