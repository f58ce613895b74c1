import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router";
import { StateView } from "../feedback/state-view.tsx";
import { listPath, RESOURCES } from "../paths.ts";
import { oneLine } from "../ui/text/server-text.tsx";
import { Link } from "../link.tsx";

/** For a URL that matches no route, unless it does without the full stop of the sentence that it was copied from. */
export function NotFoundPage() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const meant = pathname.toLowerCase().replace(/^\/([a-z-]+)\.(?=\/|$)/, "/$1");
  const isMeant = meant !== pathname && RESOURCES.some((name) => meant.split("/")[1] === name);
  useEffect(() => {
    if (isMeant) void navigate({ pathname: meant, search }, { replace: true });
  }, [isMeant, meant, search, navigate]);
  if (isMeant) return null;
  return (
    <StateView
      title="No such page"
      level={1}
      actions={
        <>
          <Link to="/">Overview</Link>
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
