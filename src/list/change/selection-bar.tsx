import { useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { Button } from "../../ui/button.tsx";
import { formatCount } from "../../ui/text/format.ts";
import { filtersInWords } from "../export/filter-words.ts";
import { matchCount } from "../export/read-all.ts";
import { useLookedUpObjects } from "../related-objects.ts";
import type { Listed } from "../resource.ts";
import type { List } from "../state/use-list.ts";
import type { RowSelection } from "./row-selection.ts";
import styles from "./change.module.css";

interface SelectionBarProps<T extends Listed> {
  list: List<T>;
  selection: RowSelection<T>;
  onDelete: () => void;
}

/** What is selected, and what can be done with it; nothing where nothing is. */
export function SelectionBar<T extends Listed>(props: SelectionBarProps<T>) {
  const { list, selection, onDelete } = props;
  const { answer, resource, state, isPlaceholder } = list;
  const client = useQueryClient();
  const lookedUp = useLookedUpObjects();
  const { all } = useSyncExternalStore(selection.subscribe, selection.get);
  const count = selection.entries().length;
  if ((count === 0 && !all) || answer === undefined || isPlaceholder) return null;

  const matching = matchCount(answer);
  const number = matching === undefined ? "" : ` ${formatCount(matching)}`;
  const filters = filtersInWords(resource, state, { client, lookedUp, answer });
  const thatMatch =
    filters === "" ? `all${number} ${resource.noun[1]}` : `all${number} that match ${filters}`;
  const hasMore = selection.page() === "all" && (matching === undefined || matching > count);
  return (
    <div role="region" aria-label="Selection" className={styles["bar"]}>
      <strong role="status">
        {all
          ? `${thatMatch[0]?.toUpperCase()}${thatMatch.slice(1)} selected`
          : `${formatCount(count)} selected`}
      </strong>
      {!all && hasMore && (
        <Button look="link" onClick={selection.selectAll}>
          Select {thatMatch}
        </Button>
      )}
      <Button className={styles["danger"]} aria-haspopup="dialog" onClick={onDelete}>
        Delete …
      </Button>
      <Button
        onClick={() => {
          selection.clear();
          // The button is gone with this.
          document.querySelector<HTMLElement>("[data-list] h1")?.focus();
        }}
      >
        Clear selection
      </Button>
    </div>
  );
}
