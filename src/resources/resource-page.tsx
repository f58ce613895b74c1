import type { ComponentType } from "react";
import { useMatch } from "react-router";
import { lazyComponent } from "../feedback/lazy-component.tsx";
import { LazyExcluded, preloadListParts } from "../list/lazy-list-parts.tsx";
import { ListPage } from "../list/list-page.tsx";
import type { Listed, Resource } from "../list/resource.ts";
import type { List } from "../list/state/use-list.ts";
import { useFocusReturn } from "../list/use-focus-return.ts";
import { useRowsPainted } from "../list/use-rows-painted.ts";
import { usePreload } from "../list/use-preload.ts";
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

type ListPageProps = Parameters<typeof ListPage<never>>[0];

interface ResourcePageProps<T extends Listed, R extends Resource<T>> extends Omit<
  ListPageProps,
  "list" | "columns" | "tools" | "selected" | "drawer"
> {
  list: List<T, R>;
  columns: Parameters<typeof ListPage<T>>[0]["columns"];
  drawer: ResourceDrawer<T, R>;
}

/** A list with its drawer: what the pages of all resources have in common. */
export function ResourcePage<T extends Listed, R extends Resource<T>>({
  list,
  drawer: { Drawer, load },
  warning,
  above,
  ...props
}: ResourcePageProps<T, R>) {
  const { name } = list.resource;
  const { pk, "*": below = "" } = useMatch(`/${name}/:pk/*`)?.params ?? {};
  useFocusReturn(pk);
  usePreload(load, useRowsPainted(list.answer !== undefined));
  return (
    <ListPage
      {...props}
      list={list}
      tools={<ListTools list={list as unknown as List<Listed>} />}
      warning={
        <>
          <DefaultViewNotice list={name} />
          {warning}
        </>
      }
      above={
        <>
          {list.state.exclude !== null && <LazyExcluded list={list} />}
          {above}
        </>
      }
      selected={pk}
      drawer={pk !== undefined && <Drawer list={list} pk={pk} below={below} />}
    />
  );
}
