import type { To } from "react-router";
import { ServerText } from "../../ui/text/server-text.tsx";
import { Link } from "../../link.tsx";
import styles from "./object-view.module.css";

/** A link to a nested object. */
export interface ObjectLink {
  to: To;
  /** The object's name. */
  text: string;
  /** Distinguishes objects of the same name: username, application, slug. */
  detail?: string | undefined;
  /** In a list: the id (uuid or pk as text) of the entry that becomes this link. */
  id?: string | undefined;
}

interface NestedLinkProps {
  link: ObjectLink;
}

/** A nested object's name as a link, followed by its detail. */
export function NestedLink({ link }: NestedLinkProps) {
  return (
    <span className={styles["text"]}>
      <Link to={link.to}>
        <ServerText>{link.text}</ServerText>
      </Link>
      {link.detail !== undefined && link.detail !== "" && (
        <>
          {" "}
          <ServerText className={styles["muted"]}>{link.detail}</ServerText>
        </>
      )}
    </span>
  );
}

/** The link that belongs to an entry, by its id. */
export function linkFor(id: string, links: readonly ObjectLink[]): ObjectLink | undefined {
  return links.find((link) => link.id === id);
}
