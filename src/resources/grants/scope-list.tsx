import { Fragment, use } from "react";
import { HighlightContext } from "../../ui/text/highlight-context.ts";
import { isolated, marked } from "../../ui/text/server-text.tsx";

/** More than fit into a cell. */
const SHOWN = 12;

/** The first scopes, and a count of the rest; matches of a search go first. */
export function ScopeList({ scope }: { scope: readonly string[] }) {
  const highlight = use(HighlightContext);
  if (scope.length === 0) return "none";
  const found = highlight ? scope.filter((name) => highlight.isIn("scope", name)) : [];
  const inOrder = found.length > 0 ? [...new Set([...found, ...scope])] : scope;
  const rest = scope.length - SHOWN;
  return (
    <>
      {inOrder.slice(0, SHOWN).map((name, index) => (
        <Fragment key={index}>
          {index > 0 && " "}
          {isolated(name, marked(highlight, "scope", name))}
        </Fragment>
      ))}
      {rest > 0 && ` +${rest} more`}
    </>
  );
}
