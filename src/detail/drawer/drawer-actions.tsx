import type { MouseEvent, ReactNode } from "react";
import { Link, type To } from "react-router";
import { buttonClass } from "../../ui/button.tsx";
import styles from "./drawer.module.css";

interface DrawerActionsProps {
  closeTo: To;
  onClose: (() => void) | undefined;
  previous: To | null | undefined;
  next: To | null | undefined;
  onApproach: ((direction: "previous" | "next") => void) | undefined;
}

/** Previous, Next and Close: links, so that they can be opened elsewhere and are remembered by Back. */
export function DrawerActions(props: DrawerActionsProps) {
  const { closeTo, onClose, previous, next, onApproach } = props;
  return (
    <div className={styles["actions"]}>
      <Neighbour to={previous} onApproach={() => onApproach?.("previous")}>
        <Arrow>↑</Arrow> Previous
      </Neighbour>
      <Neighbour to={next} onApproach={() => onApproach?.("next")}>
        Next <Arrow>↓</Arrow>
      </Neighbour>
      <Link
        to={closeTo}
        className={buttonClass()}
        onClick={(event) => opensElsewhere(event) || onClose?.()}
      >
        Close
      </Link>
    </div>
  );
}

/** A click that opens the link elsewhere and closes nothing here. */
function opensElsewhere(event: MouseEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

function Arrow({ children }: { children: string }) {
  return <span aria-hidden="true">{children}</span>;
}

interface NeighbourProps {
  to: To | null | undefined;
  onApproach: () => void;
  children: ReactNode;
}

/** A link, or, without a neighbour, a link that goes nowhere and says so. */
function Neighbour({ to, onApproach, children }: NeighbourProps) {
  if (to === null || to === undefined) {
    return (
      <span role="link" aria-disabled="true" aria-busy={to === undefined} className={buttonClass()}>
        {children}
      </span>
    );
  }
  return (
    <Link to={to} className={buttonClass()} onMouseEnter={onApproach} onFocus={onApproach}>
      {children}
    </Link>
  );
}
