import { createColumnHelper } from "@tanstack/react-table";
import type { Source } from "../../api/wire/source.ts";
import { useFreshCaller } from "../../feedback/use-caller.ts";
import type { Entry } from "../../list/entry.ts";
import type { Resource } from "../../list/resource.ts";
import { useList } from "../../list/state/use-list.ts";
import styles from "../../list/table/columns.module.css";
import type { Columns } from "../../list/table/list-table.tsx";
import { RowLink } from "../../list/table/row-link.tsx";
import type { Features } from "../../list/table/table-features.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";
import { StillConnected } from "../connections/source-connected.tsx";
import { lazyDrawer, ResourcePage } from "../resource-page.tsx";
import { sources } from "./sources-resource.ts";

const drawer = lazyDrawer<Source, Resource<Source>>(() =>
  import("../connections/connection-drawers.ts").then((module) => module.SourceDrawer),
);

const column = createColumnHelper<Features, Entry<Source>>();

const columns: Columns<Source> = column.columns([
  column.accessor(({ value }) => value.name, {
    id: "name",
    header: "Name",
    cell: ({ row: { original } }) => <NameCell source={original.value} />,
    meta: { phone: "start", hasMenu: true },
  }),
  column.accessor(({ value }) => value.slug, {
    id: "slug",
    header: "Slug",
    cell: ({ row: { original } }) => (
      <ServerText className={styles["mono"]} field="slug">
        {original.value.slug}
      </ServerText>
    ),
    meta: { phone: "second", className: styles["source"] },
  }),
  column.accessor(({ value }) => value.verbose_name, {
    id: "type",
    header: "Type",
    cell: ({ row: { original } }) => <ServerText>{original.value.verbose_name ?? "—"}</ServerText>,
    meta: { priority: "mid", phone: "third", className: styles["group"] },
  }),
  column.accessor(({ value }) => value.enabled, {
    id: "enabled",
    header: "State",
    cell: ({ row: { original } }) => <StateCell source={original.value} />,
    meta: { phone: "end", className: styles["user"] },
  }),
]);

/** The sources of all types, each with how many users and groups are connected with it. */
export function SourcesPage() {
  const list = useList<Source, Resource<Source>>(sources);
  useFreshCaller(list);
  return <ResourcePage list={list} columns={columns} drawer={drawer} filters={null} />;
}

function NameCell({ source: { pk, name, slug } }: { source: Source }) {
  return (
    <RowLink pk={pk} label={`${visible(name || slug || pk)} source`}>
      <ServerText title={visible(name)} field="name">
        {name || slug || pk}
      </ServerText>
    </RowLink>
  );
}

function StateCell({ source }: { source: Source }) {
  if (source.enabled) return <span className={styles["muted"]}>Enabled</span>;
  return (
    <>
      <span className={styles["marker"]}>disabled</span>
      <StillConnected source={source} />
    </>
  );
}
