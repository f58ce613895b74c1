import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import type { List } from "../../list/state/use-list.ts";
import { formatCount, formatTime } from "../../ui/text/format.ts";
import { NO_EXPIRY } from "../expiry-filter.ts";
import type { CodeCounts } from "./counts-query.ts";
import styles from "./counts.module.css";

interface CountsLineProps {
  list: List<AuthorizationCode>;
  of: string;
  counts: CodeCounts;
}

/** "12,480 codes: 212 valid, 12,268 expired, 3 never expire", each a link to those. */
export function CountsLine({ list, of, counts }: CountsLineProps) {
  const { count, valid, expiring, expired, never, asOf, exact, unreadable } = counts;
  const { status, within, expires_after, expires_before } = list.params.filters;
  const isRange = expires_after !== undefined || expires_before !== undefined;
  const current = isRange ? undefined : (status ?? "all");

  const link = (to: string, children: ReactNode) => (
    <StatusLink list={list} to={to} current={current} within={within}>
      {children}
    </StatusLink>
  );
  const codes = `${formatCount(count)} ${count === 1 ? "code" : "codes"}${of}`;
  // No count knows what is searched for.
  const whole = list.params.search === "" ? "" : ", before the search";
  const time = formatTime(asOf);
  // Rows and counts are answers of their own: where codes move they differ, and each has its time.
  const isOfRows = list.answer !== undefined && formatTime(list.answer.asOf) === time;
  return (
    <nav
      aria-label="Codes by expiry time"
      title={`By expiry time, as of ${time}: codes that authentik keeps past it count as expired.`}
    >
      {link("all", codes)}
      {whole}: {link("valid", `${formatCount(valid)} valid`)}
      {expiring !== null && (
        <> ({link("expiring", `${formatCount(expiring)} within ${within ?? "15"} s`)})</>
      )}
      , {link("expired", `${formatCount(expired)} expired`)},{" "}
      {link("never", `${formatCount(never)} never ${never === 1 ? "expires" : "expire"}`)}
      {!exact && (
        <span className={styles["inexact"]}>
          {" "}
          (give or take{" "}
          {unreadable ? "codes whose expiry time could not be read" : "what changed meanwhile"})
        </span>
      )}
      {!isOfRows && <span className={styles["time"]}>, as of {time}</span>}
    </nav>
  );
}

interface StatusLinkProps {
  list: List<AuthorizationCode>;
  /** A status, or "all". */
  to: string;
  current: string | undefined;
  within: string | undefined;
  children: ReactNode;
}

/** To the codes that were counted: under the same filters of the server's, without a range. */
function StatusLink({ list, to, current, within = "", children }: StatusLinkProps) {
  const { pathname } = useLocation();
  const filters = {
    ...NO_EXPIRY,
    status: to === "all" ? null : to,
    within: to === "expiring" && within !== "" ? within : null,
  };
  return (
    <Link
      to={{ pathname, search: list.searchAfter({ filters }) }}
      aria-current={to === current ? "true" : undefined}
    >
      {children}
    </Link>
  );
}
