import { useLocation } from "react-router";
import { Notice } from "../feedback/state-view.tsx";
import { listPath, type ResourceName } from "../paths.ts";
import { ServerText } from "../ui/text/server-text.tsx";
import { Link } from "../link.tsx";

/** Says that the navigation link opened the default view, with a link to the whole list. */
export function DefaultViewNotice({ list }: { list: ResourceName }) {
  // Set in the history state by the navigation link only; any later change is a history entry without it.
  const { state } = useLocation();
  const name: unknown = state?.defaultView;
  if (typeof name !== "string") return null;
  return (
    <Notice action={<Link to={listPath(list)}>Show the whole list</Link>}>
      Default view “<ServerText>{name}</ServerText>”.
    </Notice>
  );
}
