import type { ReactNode } from "react";
import { Link } from "react-router";
import { listPath } from "../paths.ts";
import { formatCount, formatTime } from "../ui/text/format.ts";
import type { Overview } from "./load-overview.ts";
import type { Totals } from "./totals.ts";
import styles from "./overview-page.module.css";

/** The answer to “Is sign-in healthy?”, as far as it is known. */
export function Verdict({ overview }: { overview: Overview }) {
  return <p className={styles["verdict"]}>{verdictOf(overview)}</p>;
}

function verdictOf({ findings, applications, uncounted, done }: Overview): string {
  const { totals, past, providers } = findings;
  if (totals.count === 0) return "There are no codes, so nothing can be told.";
  if (totals.expired === 0) return "No code was left unredeemed.";
  if (applications === undefined) {
    return `${codesAre(totals.expired)} past the expiry time. Finding out whose …`;
  }
  const affected = applications.filter(({ unredeemed }) => unredeemed > 0).length;
  const kept = applications.reduce((sum, one) => sum + one.kept, 0);
  const prefix = past === null && (uncounted > 0 || !done || providers?.more) ? "At least " : "";
  if (affected === 0 && past === null) return `${codesAre(totals.expired)} past the expiry time.`;
  if (affected === 0) {
    return kept > 0
      ? `No code was left unredeemed; ${formatCount(kept)} past the expiry time ${kept === 1 ? "is" : "are"} kept by authentik, which does not call ${kept === 1 ? "it" : "them"} expired.`
      : "No code was left unredeemed.";
  }
  return `${prefix}${formatCount(affected)} ${affected === 1 ? "application leaves" : "applications leave"} codes unredeemed.`;
}

function codesAre(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "code is" : "codes are"}`;
}

/** All codes by expiry time. Each number links to the codes it counts. */
export function TotalsLine({ totals }: { totals: Totals }) {
  const { count, valid, expired, never, exact, asOf } = totals;
  return (
    <p className={styles["totals"]}>
      <Link to={listPath("authorization-codes")}>
        {formatCount(count)} {count === 1 ? "code" : "codes"}
      </Link>
      {": "}
      <StatusLink status="valid">{formatCount(valid)} valid</StatusLink>
      {", "}
      <StatusLink status="expired">{formatCount(expired)} expired</StatusLink>
      {", "}
      <StatusLink status="never">
        {formatCount(never)} never {never === 1 ? "expires" : "expire"}
      </StatusLink>
      <span className={styles["muted"]}>
        {" "}
        by expiry time, as of {formatTime(asOf)}
        {!exact &&
          "; codes changed while they were counted or could not be read: the numbers are close, not exact"}
      </span>
    </p>
  );
}

interface StatusLinkProps {
  status: string;
  children: ReactNode;
}

function StatusLink({ status, children }: StatusLinkProps) {
  return <Link to={listPath("authorization-codes", `?status=${status}`)}>{children}</Link>;
}
