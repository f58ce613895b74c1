import { useMemo } from "react";
import { useLocation } from "react-router";
import { listPath, type ResourceName } from "../../paths.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { LAYOUT_PARAM, useLayout } from "../columns/use-layout.ts";
import { canonicalSearch, type Definitions, readViews } from "./saved-views.ts";
import { useStored } from "./views-store.ts";
import { Link } from "../../link.tsx";
import styles from "./view-tabs.module.css";

interface ViewTabsProps {
  list: ResourceName;
  definitions: Definitions;
}

/** Links to the saved views of a list, above it; none where nothing is saved. */
export function ViewTabs({ list, definitions }: ViewTabsProps) {
  const text = useStored() ?? "";
  const { search } = useLocation();
  const [layout] = useLayout(list);
  const views = useMemo(
    () => readViews(text, definitions).views.filter((view) => view.list === list),
    [text, definitions, list],
  );
  if (views.length === 0) return null;
  const definition = definitions[list];
  const address = new URLSearchParams(search);
  if (layout !== "") address.set(LAYOUT_PARAM, layout);
  const states = [search, address.toString()].map((one) => canonicalSearch(one, definition));
  return (
    <nav aria-label="Views" className={styles["tabs"]}>
      <Link to={listPath(list)} aria-current={states[0] === "" ? "true" : undefined}>
        All
      </Link>
      {views.map(({ name, search: saved }) => (
        <Link
          key={name}
          to={listPath(list, saved)}
          aria-current={states.includes(canonicalSearch(saved, definition)) ? "true" : undefined}
        >
          <ServerText>{name}</ServerText>
        </Link>
      ))}
    </nav>
  );
}
