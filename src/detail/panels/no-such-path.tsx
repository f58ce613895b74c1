import { StateView } from "../../feedback/state-view.tsx";
import type { Target } from "../../paths.ts";
import { oneLine } from "../../ui/text/server-text.tsx";
import { Link } from "../../link.tsx";

/** For a path below the object that does not exist. */
export function NoSuchPath({ rest, back }: { rest: string; back: Target }) {
  return (
    <StateView level={3} title="Nothing here" actions={<Link to={back}>Back to the object</Link>}>
      <p>
        The object has no <code dir="auto">{oneLine(rest)}</code>.
      </p>
    </StateView>
  );
}
