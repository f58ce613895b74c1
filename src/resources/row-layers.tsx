import { type RefObject, useState } from "react";
import { DeletableRows } from "../list/change/deletable-rows.tsx";
import { useMayDelete } from "../list/change/use-may-delete.ts";
import type { LiveProps } from "../list/live/live-controls.tsx";
import type { LiveList } from "../list/live/watch-line.tsx";
import type { Listed } from "../list/resource.ts";
import { ResourceLive } from "./live/resource-live.tsx";

interface RowLayersProps<T extends Listed> extends LiveProps<T> {
  /** The place below the rows. */
  below: RefObject<HTMLElement | null>;
}

/** What lies between a list's rows and those on screen: watching them, and where that may be, deleting them. */
export function RowLayers<T extends Listed>({ below, onRows, ...props }: RowLayersProps<T>) {
  const { list, columns } = props;
  const may = useMayDelete(list.resource);
  // Once it may be, it stays: what a session that ends in the middle of it leaves undone has to be told.
  const [mayDelete, setMayDelete] = useState(may);
  if (may && !mayDelete) setMayDelete(true);
  const [live, setLive] = useState<LiveList<T>>();
  return (
    <>
      <ResourceLive {...props} onRows={mayDelete ? setLive : onRows} />
      {mayDelete && (
        <DeletableRows
          list={list}
          columns={columns}
          live={live?.state === list.state ? live : undefined}
          place={below}
          onRows={onRows}
        />
      )}
    </>
  );
}
