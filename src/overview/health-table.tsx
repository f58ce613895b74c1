import type { CSSProperties, ReactNode } from "react";
import { listPath, type Target } from "../paths.ts";
import { formatCount } from "../ui/text/format.ts";
import { ServerText } from "../ui/text/server-text.tsx";
import type { ApplicationHealth, Check, Health } from "./health.ts";
import { Link } from "../link.tsx";
import styles from "./health-table.module.css";

/** So many applications without trouble are shown at once. */
const QUIET_SHOWN = 8;

/** Each application's sign-ins and unredeemed codes, worst first; a row leads to them. */
export function HealthTable({ health }: { health: Health }) {
  const { applications, signIns } = health;
  const isBad = ({ unredeemed, kept }: ApplicationHealth) => unredeemed + kept > 0;
  const bad = applications.filter(isBad);
  // Below those with trouble, so that nothing moves when they come.
  const quiet = health.isComplete ? applications.filter((one) => !isBad(one)) : [];
  const most = Math.max(1, ...applications.map((one) => one.signIns ?? one.unredeemed));
  const shown = [...bad, ...quiet.slice(0, QUIET_SHOWN)];
  if (shown.length === 0) return null;
  return (
    <div className={styles["applications"]}>
      <table role="table">
        <caption className="visually-hidden">Sign-ins by application, worst first</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Application
            </th>
            {signIns !== null && (
              <th role="columnheader" scope="col" data-number="">
                Sign-ins
              </th>
            )}
            <th role="columnheader" scope="col" data-number="">
              Not redeemed
            </th>
            <th role="columnheader" scope="col">
              Users
            </th>
            <th role="columnheader" scope="col">
              What to check
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {shown.map((one) => (
            <Row key={one.provider} one={one} most={most} />
          ))}
        </tbody>
      </table>
      {quiet.length > QUIET_SHOWN && (
        <p className={styles["note"]}>
          And {formatCount(quiet.length - QUIET_SHOWN)} more without an unredeemed code
          {health.isPart && " among those looked at"}.
        </p>
      )}
    </div>
  );
}

function Row({ one, most }: { one: ApplicationHealth; most: number }) {
  const { name, signIns, decided, unredeemed, kept, users, check } = one;
  const to = targetOf(one);
  const shown = name === null ? "Provider not readable" : <ServerText>{name}</ServerText>;
  const share =
    decided === null || unredeemed === 0 ? null : unredeemed / Math.max(decided, unredeemed);
  return (
    <tr role="row" data-bad={unredeemed > 0 || undefined}>
      <th role="rowheader" scope="row">
        {to === null ? (
          shown
        ) : (
          <Link className={styles["link"]} to={to}>
            {shown}
          </Link>
        )}
        <span
          className={styles["bar"]}
          style={
            { "--length": (signIns ?? unredeemed) / most, "--failed": share ?? 0 } as CSSProperties
          }
        />
      </th>
      {signIns !== null && (
        <Cell label="Sign-ins" isNumber>
          {formatCount(signIns)}
        </Cell>
      )}
      <Cell label="Not redeemed" isNumber>
        {formatCount(unredeemed)}
        {decided !== null && unredeemed > 0 && ` of ${formatCount(Math.max(decided, unredeemed))}`}
        {share !== null && <span className={styles["share"]}>{Math.round(share * 100)}%</span>}
        {kept > 0 && <span className={styles["secondary"]}>{formatCount(kept)} overdue, kept</span>}
      </Cell>
      <Cell label="Users">{usersOf(users)}</Cell>
      <Cell label="What to check">{check && <CheckText check={check} />}</Cell>
    </tr>
  );
}

function Cell({
  label,
  isNumber,
  children,
}: {
  label: string;
  isNumber?: boolean;
  children: ReactNode;
}) {
  return (
    <td role="cell" data-label={label} data-number={isNumber ? "" : undefined}>
      <span>{children}</span>
    </td>
  );
}

/** The sign-ins behind the numbers; the codes, where there is no event of them. */
function targetOf({ provider, application, unredeemed }: ApplicationHealth): Target | null {
  if (application !== null) {
    const search = unredeemed > 0 ? "&search=outcome%3Anot-redeemed" : "";
    return listPath("sign-ins", `?context_authorized_app=${application}${search}`);
  }
  if (provider === null) return null;
  const status = unredeemed > 0 ? "&status=expired" : "";
  return listPath("authorization-codes", `?provider=${provider}${status}`);
}

/** "jane, joe and 41 more". */
function usersOf(users: ApplicationHealth["users"]): ReactNode {
  const [one, two] = users;
  if (one === undefined) return "–";
  const more = users.length - 2;
  return (
    <>
      <ServerText>{one.name}</ServerText>
      {two && (more > 0 ? ", " : " and ")}
      {two && <ServerText>{two.name}</ServerText>}
      {more > 0 && ` and ${formatCount(more)} more`}
    </>
  );
}

function CheckText({ check }: { check: Check }) {
  switch (check.what) {
    case "redirect-uri":
      return (
        <>
          Redirect URI not registered: <ServerText>{check.sent || "(none)"}</ServerText>
        </>
      );
    case "public":
      return "PKCE verifier (public client)";
    case "secret-or-verifier":
      return "Client secret, or PKCE verifier";
    case "secret":
      return "Client secret";
  }
}
