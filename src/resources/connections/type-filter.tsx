import { useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import {
  CONNECTION_TYPES,
  isConnectionType,
  type ConnectionType,
  type ListStanding,
  TYPE_NAMES,
} from "../../api/endpoints/connections/connection-types.ts";
import type { Listed } from "../../list/resource.ts";
import type { List } from "../../list/state/use-list.ts";
import { useListStandings } from "./use-list-standings.ts";
import styles from "../../expiring/status-filter.module.css";

interface TypeFilterProps<T extends Listed> {
  list: List<T>;
}

/**
 * Filters connections by the type of their source. Which types this authentik has is asked once somebody is about to
 * choose.
 */
export function TypeFilter<T extends Listed>({ list }: TypeFilterProps<T>) {
  const id = useId();
  const client = useQueryClient();
  const standings = useListStandings(list.resource);
  const value = list.state.server.type ?? "";

  function askForTypes(): void {
    for (const type of CONNECTION_TYPES) {
      if (standings[type] !== undefined) continue;
      const one = { filters: { type }, page_size: 1 };
      // What comes of it is kept with the standings; a failure says nothing of them.
      client.query(list.resource.endpoint.pageQuery(one)).catch(() => {});
    }
  }

  return (
    <>
      <label htmlFor={id} className="visually-hidden">
        Type
      </label>
      <select
        id={id}
        className={styles["select"]}
        data-set={value !== "" || undefined}
        value={value}
        onPointerEnter={askForTypes}
        onFocus={askForTypes}
        onChange={({ target }) => list.change({ server: { type: target.value || null } })}
      >
        <option value="">Any type</option>
        {value !== "" && !isConnectionType(value) && <option value={value}>{value}</option>}
        {CONNECTION_TYPES.map((type) => (
          <option key={type} value={type} disabled={!isOffered(standings[type], type, value)}>
            {TYPE_NAMES[type]}
            {WHY_NOT[standings[type] ?? "listed"]}
          </option>
        ))}
      </select>
    </>
  );
}

/** What is chosen stays, so that the address is shown as it is. */
function isOffered(
  standing: ListStanding | undefined,
  type: ConnectionType,
  chosen: string,
): boolean {
  return type === chosen || standing === undefined || standing === "listed";
}

const WHY_NOT: Readonly<Record<ListStanding, string>> = {
  listed: "",
  lacking: "",
  missing: " (not in this authentik)",
  forbidden: " (not permitted)",
};
