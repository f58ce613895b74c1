import { useQuery } from "@tanstack/react-query";
import { ClearButton } from "../../ui/clear-button.tsx";
import { Line } from "../../ui/line.tsx";
import { ServerText } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";
import { useLookedUp } from "../related-objects.ts";
import type { AnyRelation } from "../relation.ts";
import type { Listed } from "../resource.ts";
import type { List } from "../state/use-list.ts";
import { isNameWanted } from "./relation-filter.tsx";
import styles from "./excluded.module.css";

interface ExcludedProps<T extends Listed> {
  list: List<T>;
}

/** What the list excludes, above its rows. */
export function Excluded<T extends Listed>({ list }: ExcludedProps<T>) {
  const { exclude } = list.state;
  return (
    <section aria-label="Excluded">
      <Line className={styles["exclusions"]}>
        <span aria-hidden="true">Excluded</span>
        <ul>
          {list.resource.relations.flatMap(({ relation }) =>
            (exclude?.[relation.name] ?? []).map((id) => (
              <ExcludedObject
                key={`${relation.name} ${id}`}
                list={list}
                relation={relation}
                id={id}
              />
            )),
          )}
        </ul>
      </Line>
    </section>
  );
}

interface ExcludedObjectProps<T extends Listed> extends ExcludedProps<T> {
  relation: AnyRelation;
  id: string;
}

/** An excluded object, with a button to stop excluding it. */
function ExcludedObject<T extends Listed>({ list, relation, id }: ExcludedObjectProps<T>) {
  const { byId, status } = useLookedUp(relation);
  const known = byId.get(id);
  const asked = useQuery({
    // `byParam` only stands in: without `byId` the query is disabled, and the name comes from the look-up of all.
    ...(relation.byId ?? relation.byParam)(id),
    enabled:
      relation.byId !== undefined && known === undefined && isNameWanted(list, relation, status),
  }).data?.value;
  const object = known ?? asked;
  const what = relation.name;
  const name = object ? relation.labelOf(object) : id;

  function remove(): void {
    const left = list.state.exclude?.[what]?.filter((one) => one !== id) ?? null;
    list.change({ exclude: { [what]: left } });
    // The focused button is unmounted: restore the focus to the heading.
    document.querySelector<HTMLElement>("[data-list] h1")?.focus();
  }

  return (
    <li className={styles["exclusion"]}>
      {what}
      <span className={styles["name"]}>
        <ServerText>{name}</ServerText>
      </span>
      <ClearButton
        className={styles["remove"]}
        label={`Stop excluding ${what} ${visible(name)}`}
        onClick={remove}
      />
    </li>
  );
}
