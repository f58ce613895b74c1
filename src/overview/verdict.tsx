import { listPath } from "../paths.ts";
import { formatCount, formatTime } from "../ui/text/format.ts";
import { formatCountOf } from "../ui/text/format-later.ts";
import type { Health } from "./health.ts";
import { Link } from "../link.tsx";
import styles from "./overview-page.module.css";

/** The answer to “Is sign-in healthy?”, and what it was found from. */
export function Verdict({ health }: { health: Health }) {
  const { signIns, from, codes, asOf } = health;
  return (
    <>
      <p className={styles["verdict"]}>{verdictOf(health)}</p>
      <p className={styles["totals"]}>
        {health.unredeemed > 0 && countsOf(health)}
        {signIns !== null && (
          <>
            <Link to={listPath("sign-ins")}>{formatCountOf(signIns, ["sign-in", "sign-ins"])}</Link>
            {` since ${formatTime(from)}, `}
          </>
        )}
        <Link to={listPath("authorization-codes")}>{formatCountOf(codes, ["code", "codes"])}</Link>
        {" listed"}
        <span className={styles["muted"]}>{`, as of ${formatTime(asOf)}`}</span>
      </p>
    </>
  );
}

function verdictOf({ applications, unredeemed, decided, codes, isPart }: Health): string {
  if (unredeemed === 0) {
    if (codes === 0 && (decided ?? 0) === 0)
      return "No codes are listed, so there is nothing to judge.";
    return "No code was left unredeemed.";
  }
  const affected = applications.filter((one) => one.unredeemed > 0).length;
  if (isPart) return `${formatCount(affected)}+ applications leave codes unredeemed.`;
  return `${formatCountOf(affected, ["application leaves", "applications leave"])} codes unredeemed.`;
}

/** How many of the codes that were looked at: "48 of 120 codes that ended from 20:12:00 to 20:14:02 were not redeemed." */
function countsOf({ unredeemed, decided, window, isPart }: Health): string {
  const of = decided === null ? "" : ` of ${formatCount(Math.max(decided, unredeemed))}`;
  const until = isPart ? ` to ${formatTime(window.to)}` : "";
  const ended = `that ended ${isPart ? "from" : "since"} ${formatTime(window.from)}${until}`;
  const rest = isPart ? "; later ones were not looked at" : "";
  return `${formatCount(unredeemed)}${of} codes ${ended} ${unredeemed === 1 ? "was" : "were"} not redeemed${rest}. `;
}
