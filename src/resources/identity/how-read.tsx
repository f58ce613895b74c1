import { failureMessage } from "../../feedback/failure-messages.ts";
import { formatCount } from "../../ui/text/format.ts";
import type { AccountKind, Identity, Report } from "./found-identity.ts";
import styles from "./identity.module.css";

interface HowReadProps {
  identity: Identity;
  /** The caller may be shown no connections of other users. */
  onlyOwn: boolean;
}

/** How the answer was found, and what it cannot say. */
export function HowRead({ identity, onlyOwn }: HowReadProps) {
  const { reports } = identity;
  return (
    <section className={styles["how"]}>
      <h2>How this was found</h2>
      <ul>
        <li>{sentence("user", reports.user)}</li>
        <li>{sentence("group", reports.group)}</li>
        {onlyOwn && (
          <li>
            You are not a superuser: without the permission, authentik lists only your own user
            connections, and does not say so.
          </li>
        )}
      </ul>
    </section>
  );
}

function sentence(kind: AccountKind, { how, read, of, failure }: Report): string {
  const name = kind === "user" ? "User connections" : "Group connections";
  if (failure) return `${name}: ${failureMessage(failure, `${kind} connections`).title}.`;
  if (how === "none") return `${name}: there is no identifier to look for.`;
  if (how === "search") {
    return read < of
      ? `${name}: authentik’s search found ${formatCount(of)}, of which ${formatCount(read)} were read.`
      : `${name}: by authentik’s own search and filters.`;
  }
  if (of === 0) return `${name}: authentik lists none.`;
  return `${name}: ${WHY_READ[how]}, so ${formatCount(read)} of ${formatCount(of)} were read.`;
}

const WHY_READ = {
  unsearched: "this authentik does not search identifiers",
  unknown: "whether this authentik searches identifiers is not known",
  unsearchable: "authentik’s search cannot look for this identifier",
} as const;
