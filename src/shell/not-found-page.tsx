import { Link, useLocation } from "react-router";
import { StateView } from "../feedback/state-view.tsx";
import { listPath } from "../paths.ts";
import { oneLine } from "../ui/text/server-text.tsx";

/** For a URL that matches no route. */
export function NotFoundPage() {
  const { pathname } = useLocation();
  return (
    <StateView
      title="No such page"
      level={1}
      actions={
        <>
          <Link to={listPath("authorization-codes")}>Authorization codes</Link>
          <Link to={listPath("source-connections")}>Source connections</Link>
        </>
      }
    >
      <title>No such page · Grantlens</title>
      <p>
        There is nothing at <code dir="auto">{oneLine(pathname)}</code>.
      </p>
    </StateView>
  );
}
