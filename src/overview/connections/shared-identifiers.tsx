import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { allGroupsQuery } from "../../api/endpoints/groups.ts";
import { identityPath } from "../../detail/identity-path.ts";
import { objectPath } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { formatCount } from "../../ui/text/format.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { type GroupLink, sharedIdentifiers, type SourceHealth } from "./source-health.ts";
import { Link } from "../../link.tsx";
import styles from "./connections-section.module.css";

const MAX_SHOWN = 5;

interface SharedIdentifiersProps {
  links: readonly GroupLink[];
  sources: readonly SourceHealth[];
  /** Whether the budget allows a request for the groups' names. If not, a button makes it. */
  mayLookUp: boolean;
}

/** Identifiers of a source that more than one group is connected with. */
export function SharedIdentifiers({ links, sources, mayLookUp }: SharedIdentifiersProps) {
  const shared = sharedIdentifiers(links);
  const [requested, setRequested] = useState(false);
  const enabled = (mayLookUp || requested) && shared.length > 0;
  const names = useQuery({ ...allGroupsQuery(), enabled });
  if (shared.length === 0) return null;
  const nameOf = (pk: string) => names.data?.items.find((group) => group.pk === pk)?.name;
  const sourceOf = (pk: string) => sources.find((one) => one.pk === pk)?.source?.name;
  return (
    <>
      <h3>Identifiers linked to more than one group</h3>
      <ul className={styles["shared"]}>
        {shared.slice(0, MAX_SHOWN).map((one) => (
          <li key={JSON.stringify([one.source, one.identifier])}>
            <Link to={identityPath({ identifier: one.identifier })}>
              <ServerText>{one.identifier}</ServerText>
            </Link>{" "}
            of <ServerText>{sourceOf(one.source) ?? one.source}</ServerText>:{" "}
            {one.links.slice(0, MAX_SHOWN).map((link, index) => (
              <span key={link.pk}>
                {index > 0 && ", "}
                <Link to={objectPath("source-connections", link.pk)}>
                  <ServerText>{nameOf(link.group) ?? link.group}</ServerText>
                </Link>
              </span>
            ))}
            <More count={one.links.length - MAX_SHOWN} />
          </li>
        ))}
      </ul>
      {shared.length > MAX_SHOWN && <p>and {formatCount(shared.length - MAX_SHOWN)} more.</p>}
      {!enabled && names.data === undefined && (
        <Button look="link" onClick={() => setRequested(true)}>
          Show the groups’ names
        </Button>
      )}
    </>
  );
}

function More({ count }: { count: number }) {
  return count > 0 && <> and {formatCount(count)} more</>;
}
