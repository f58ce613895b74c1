import type { ReactNode } from "react";
import type { To } from "react-router";
import { buttonClass } from "../../ui/button.tsx";
import { Link } from "../../link.tsx";
import styles from "./drawer.module.css";

interface DrawerActionsProps {
  closeTo: To;
  previous: To | null | undefined;
  next: To | null | undefined;
}

/** Previous, Next and Close: links, so that they can be opened in a new tab and add history entries. */
export function DrawerActions({ closeTo, previous, next }: DrawerActionsProps) {
  return (
    <div className={styles["actions"]}>
      <Neighbour to={previous} shortcut="k">
        <Arrow>↑</Arrow> Previous
      </Neighbour>
      <Neighbour to={next} shortcut="j">
        Next <Arrow>↓</Arrow>
      </Neighbour>
      <Link to={closeTo} className={buttonClass()}>
        Close
      </Link>
    </div>
  );
}

function Arrow({ children }: { children: string }) {
  return <span aria-hidden="true">{children}</span>;
}

interface NeighbourProps {
  to: To | null | undefined;
  shortcut: string;
  children: ReactNode;
}

/** A link, disabled where there is no neighbour. */
function Neighbour({ to, shortcut, children }: NeighbourProps) {
  if (to === null || to === undefined) {
    return (
      <span role="link" aria-disabled="true" aria-busy={to === undefined} className={buttonClass()}>
        {children}
      </span>
    );
  }
  return (
    <Link to={to} className={buttonClass()} data-key={shortcut}>
      {children}
    </Link>
  );
}
