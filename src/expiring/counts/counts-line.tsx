import type { ReactNode } from "react";
import { useLocation } from "react-router";
import { short } from "../../list/resource.ts";
import { shortSpan } from "../../model/duration-words.ts";
import type { ExpiringList, ExpiringRow } from "../expiring-row.ts";
import { capitalised, formatCount, formatTime } from "../../ui/text/format.ts";
import { formatCountOf } from "../../ui/text/format-later.ts";
import type { ExpiryCounts } from "./counts-query.ts";
import { giveOrTake, isTooVague } from "./exactness.ts";
import { Link } from "../../link.tsx";
import styles from "./counts.module.css";

interface CountsLineProps<T extends ExpiringRow> {
  list: ExpiringList<T>;
  of: string;
  counts: ExpiryCounts;
}

/** "12,480 codes: 212 valid, 12,268 expired, 3 never expire", each a link to those. */
export function CountsLine<T extends ExpiringRow>({ list, of, counts }: CountsLineProps<T>) {
  const { count, valid, expiring, expired, never, asOf, exact, margin, unreadable } = counts;
  const { noun, definition, expiry } = list.resource;
  const {
    status,
    within = definition.within,
    expires_after,
    expires_before,
  } = list.state.expiry ?? {};
  const isRange = expires_after !== undefined || expires_before !== undefined;
  const current = isRange ? undefined : (status ?? "all");

  const link = (to: string, children: ReactNode) => (
    <StatusLink list={list} to={to} current={current} within={within}>
      {children}
    </StatusLink>
  );
  const things = short(noun)[1];
  const all = `${formatCountOf(count, short(noun))}${of}`;
  // The counts ignore the search.
  const whole = list.state.search === "" ? "" : ", before the search";
  const time = formatTime(asOf);
  // Rows and counts come from separate answers and may differ in a changing list, so each has its own time.
  const isOfRows = list.answer !== undefined && formatTime(list.answer.asOf) === time;
  if (isTooVague(counts)) {
    return (
      <>
        {all}
        {whole}. Not counted by expiry time: the list changes too fast, as of {time}.
      </>
    );
  }
  return (
    <nav
      aria-label={`${capitalised(things)} by expiry time`}
      title={`By expiry time, as of ${time}: ${things} that authentik keeps past it count as expired.`}
    >
      {link("all", all)}
      {whole}: {link("valid", `${formatCount(valid)} valid`)}
      {expiring !== null && (
        <> ({link("expiring", `${formatCount(expiring)} within ${withinWords(within)}`)})</>
      )}
      , {link("expired", `${formatCount(expired)} expired`)},{" "}
      {link("never", `${formatCount(never)} never ${never === 1 ? "expires" : "expire"}`)}
      {!exact && (
        <span className={styles["inexact"]}>
          {" "}
          ({unreadable ? `± ${things} with an unreadable expiry time` : giveOrTake(margin)})
        </span>
      )}
      {/* They are counted by their expiry times, and there is no filter for the others. */}
      {expiry.endedAs && <span className={styles["time"]}>, revoked or not</span>}
      {!isOfRows && <span className={styles["time"]}>, as of {time}</span>}
    </nav>
  );
}

interface StatusLinkProps<T extends ExpiringRow> {
  list: ExpiringList<T>;
  /** A status, or "all". */
  to: string;
  current: string | undefined;
  within: string;
  children: ReactNode;
}

/** A link to the counted rows: under the same server filters, without a range. */
function StatusLink<T extends ExpiringRow>(props: StatusLinkProps<T>) {
  const { list, to, current, within, children } = props;
  const { pathname } = useLocation();
  const expiry = {
    status: to === "all" ? null : to,
    within: to === "expiring" ? within : null,
    expires_after: null,
    expires_before: null,
  };
  return (
    <Link
      to={{ pathname, search: list.searchAfter({ expiry }) }}
      aria-current={to === current ? "true" : undefined}
    >
      {children}
    </Link>
  );
}

/** Up to two minutes in seconds, as in the filter; more in larger units. */
function withinWords(within: string): string {
  return Number(within) <= 120 ? `${within} s` : shortSpan(Number(within) * 1000);
}
