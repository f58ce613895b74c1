import type { ReactNode } from "react";
import { excludedIds, type ExcludeParam } from "../state/exclusions.ts";
import type { List } from "../state/use-list.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";
import styles from "./excluded.module.css";

interface ExclusionsProps {
  children: ReactNode;
}

/** What the list leaves out, above its rows. */
export function Exclusions({ children }: ExclusionsProps) {
  return (
    <section className={styles["exclusions"]} aria-label="Excluded">
      <span aria-hidden="true">Excluded</span>
      <ul>{children}</ul>
    </section>
  );
}

interface ExclusionProps<T extends { pk: string | number }> {
  list: List<T>;
  param: ExcludeParam;
  /** Its kind, as it stands in a sentence: "user". */
  what: string;
  id: string;
  /** Its name; undefined while or where it is not known. */
  name: string | undefined;
}

/** One of what is left out, and the way to have it back. */
export function Exclusion<T extends { pk: string | number }>(props: ExclusionProps<T>) {
  const { list, param, what, id, name = id } = props;

  function remove(): void {
    const left = excludedIds(list.params.filters[param]).filter((one) => one !== id);
    list.change({ filters: { [param]: left.join(",") } });
    // What had the focus goes.
    document.querySelector<HTMLElement>("[data-list] h1")?.focus();
  }

  return (
    <li className={styles["exclusion"]}>
      {what}
      <span className={styles["name"]}>
        <ServerText>{name}</ServerText>
      </span>
      <button
        type="button"
        className={styles["remove"]}
        aria-label={`Stop excluding ${what} ${visible(name)}`}
        onClick={remove}
      >
        ×
      </button>
    </li>
  );
}
