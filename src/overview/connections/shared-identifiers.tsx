import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { allGroupsQuery } from "../../api/endpoints/groups.ts";
import { objectPath } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { formatCount } from "../../ui/text/format.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { type GroupLink, sharedIdentifiers, type SourceStanding } from "./source-health.ts";
import styles from "./connections-half.module.css";

const MOST = 5;

interface SharedIdentifiersProps {
  links: readonly GroupLink[];
  sources: readonly SourceStanding[];
  /** There is room for a request: for the groups' names. Else it is made when they are wanted. */
  mayAsk: boolean;
}

/** Identifiers that more than one group is connected with at one source. */
export function SharedIdentifiers({ links, sources, mayAsk }: SharedIdentifiersProps) {
  const shared = sharedIdentifiers(links);
  const [wanted, want] = useState(false);
  const enabled = (mayAsk || wanted) && shared.length > 0;
  const names = useQuery({ ...allGroupsQuery(), enabled });
  if (shared.length === 0) return null;
  const nameOf = (pk: string) => names.data?.items.find((group) => group.pk === pk)?.name;
  const sourceOf = (pk: string) => sources.find((one) => one.pk === pk)?.source?.name;
  return (
    <>
      <h3>Identifiers linked to more than one group</h3>
      <ul className={styles["shared"]}>
        {shared.slice(0, MOST).map((one) => (
          <li key={JSON.stringify([one.source, one.identifier])}>
            <ServerText>{one.identifier}</ServerText> of{" "}
            <ServerText>{sourceOf(one.source) ?? one.source}</ServerText>:{" "}
            {one.links.slice(0, MOST).map((link, at) => (
              <span key={link.pk}>
                {at > 0 && ", "}
                <Link to={objectPath("source-connections", link.pk)}>
                  <ServerText>{nameOf(link.group) ?? link.group}</ServerText>
                </Link>
              </span>
            ))}
            <More count={one.links.length - MOST} />
          </li>
        ))}
      </ul>
      {shared.length > MOST && <p>and {formatCount(shared.length - MOST)} more.</p>}
      {!enabled && names.data === undefined && (
        <Button look="link" onClick={() => want(true)}>
          Show the groups’ names
        </Button>
      )}
    </>
  );
}

function More({ count }: { count: number }) {
  return count > 0 && <> and {formatCount(count)} more</>;
}
