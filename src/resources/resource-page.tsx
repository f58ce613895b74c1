import { type ComponentType, useRef, useState } from "react";
import { useMatch } from "react-router";
import { useEscape } from "../detail/drawer/escape.ts";
import { lazyComponent } from "../feedback/lazy-component.tsx";
import type { RowSelection } from "../list/change/row-selection.ts";
import { LazyCopyLink, LazyExcluded, preloadListParts } from "../list/lazy-list-parts.tsx";
import { ListPage } from "../list/list-page.tsx";
import type { LiveList } from "../list/live/watch-line.tsx";
import type { Listed, Resource } from "../list/resource.ts";
import type { Columns } from "../list/table/list-table.tsx";
import type { List } from "../list/state/use-list.ts";
import { useFocusReturn } from "../list/use-focus-return.ts";
import { useRowsPainted } from "../list/use-rows-painted.ts";
import { usePreload } from "../list/use-preload.ts";
import { useListSearch } from "../list/state/use-list-search.ts";
import { listPath } from "../paths.ts";
import { useMayHaveViews } from "../list/views/views-store.ts";
import { Button } from "../ui/button.tsx";
import { DrawerPlaceholder } from "../ui/drawer-placeholder.tsx";
import { DefaultViewNotice } from "./default-view-notice.tsx";
import { ListTools } from "./list-tools.tsx";

export interface DrawerProps<T extends Listed, R extends Resource<T> = Resource<T>> {
  list: List<T, R>;
  pk: string;
  /** The path below the object. */
  below: string;
}

/** The drawer of a resource, in a lazy chunk; `load` preloads it. */
export interface ResourceDrawer<T extends Listed, R extends Resource<T> = Resource<T>> {
  Drawer: ComponentType<DrawerProps<T, R>>;
  load: () => Promise<unknown>;
}

/** @param load loads the drawer's chunk, with everything that only this resource needs. */
export function lazyDrawer<T extends Listed, R extends Resource<T>>(
  load: () => Promise<ComponentType<DrawerProps<T, R>>>,
): ResourceDrawer<T, R> {
  const preload = () => Promise.all([load(), preloadListParts()]);
  return { Drawer: lazyComponent(load, { fallback: <DrawerPlaceholder /> }), load: preload };
}

const PAGE_TOOLS = ["Views", "Export"] as const;
const TABLE_TOOLS = ["Columns"] as const;

const liveButton = <Button disabled>Live</Button>;
/** Cast to the type of the component itself, which is generic in its rows. */
const RowLayers = lazyComponent<object>(
  () => import("./row-layers.tsx").then((module) => module.RowLayers as ComponentType<object>),
  { fallback: liveButton },
) as unknown as (typeof import("./row-layers.tsx"))["RowLayers"];

const Tabs = lazyComponent(() => import("./all-views.tsx").then((module) => module.AllViewTabs));

type ListPageProps = Parameters<typeof ListPage<never>>[0];

interface ResourcePageProps<T extends Listed, R extends Resource<T>> extends Omit<
  ListPageProps,
  "list" | "columns" | "tools" | "live" | "selected" | "drawer"
> {
  list: List<T, R>;
  columns: Parameters<typeof ListPage<T>>[0]["columns"];
  drawer: ResourceDrawer<T, R>;
  /** What became of the rows, in words, by key; "" while that is open. For the journal of what was seen live. */
  outcomes?: ReadonlyMap<string, string>;
}

/** A list with its drawer: what the pages of all resources have in common. */
export function ResourcePage<T extends Listed, R extends Resource<T>>({
  list,
  drawer: { Drawer, load },
  columns,
  outcomes,
  warning,
  above,
  actions,
  footnote,
  ...props
}: ResourcePageProps<T, R>) {
  const { name, endpoint } = list.resource;
  const { pk: written, "*": below = "" } = useMatch(`/${name}/:pk/*`)?.params ?? {};
  // As the rows have it, however it is written in the address.
  const pk = written === undefined ? undefined : String(endpoint.readPk(written) ?? written);
  const hasViews = useMayHaveViews(name);
  useFocusReturn(pk);
  useEscape(pk !== undefined, listPath(name, useListSearch()));
  const painted = useRowsPainted(list.answer !== undefined);
  usePreload(load, painted);
  // Set while the list is watched, or can be changed. It is of the question that was on screen then.
  const [live, setLive] = useState<LiveList<T>>();
  const place = useRef<HTMLDivElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  const shown = live?.state === list.state ? live : undefined;
  // Of whatever kind the rows are.
  const own = {
    list: list as unknown as List<Listed>,
    columns: columns as unknown as Columns<Listed>,
  };
  return (
    <ListPage
      {...props}
      list={{ ...list, ...shown }}
      columns={live?.columns ?? columns}
      tools={
        <>
          <ListTools
            tools={PAGE_TOOLS}
            {...own}
            selection={live?.selection as RowSelection<Listed> | undefined}
          />
          {painted ? <LazyCopyLink /> : <Button>Copy link</Button>}
        </>
      }
      actions={
        <>
          {actions}
          <ListTools tools={TABLE_TOOLS} {...own} />
        </>
      }
      live={
        painted ? (
          <RowLayers
            list={list}
            columns={columns}
            outcomes={outcomes}
            isOpen={pk !== undefined}
            place={place}
            below={foot}
            onRows={setLive}
          />
        ) : (
          liveButton
        )
      }
      warning={
        <>
          <DefaultViewNotice list={name} />
          {warning}
        </>
      }
      above={
        <>
          {hasViews && <Tabs list={name} />}
          {list.state.exclude !== null && <LazyExcluded list={list} />}
          {above}
          <div ref={place} />
        </>
      }
      footnote={
        <>
          {footnote}
          <div ref={foot} />
        </>
      }
      selected={pk}
      drawer={pk !== undefined && <Drawer list={list} pk={pk} below={below} />}
    />
  );
}
