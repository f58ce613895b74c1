import { createColumnHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";
import type { Code } from "../codes.ts";

export const features = tableFeatures({ rowSortingFeature });
const column = createColumnHelper<typeof features, Code>();

/** Ten elements per row, like the floor by which the targets were set. */
export const columns = column.columns([
  column.display({
    id: "status",
    header: "Status",
    cell: ({ row }) => <b>{row.original.is_expired ? "Expired" : "Valid"}</b>,
  }),
  column.accessor("user", {
    header: "User",
    cell: ({ row: { original } }) => (
      <>
        {original.user.name} <small>{original.user.username}</small>
      </>
    ),
  }),
  column.accessor("provider", {
    header: "Provider",
    cell: ({ row: { original } }) => (
      <>
        {original.provider.name} <small>{original.provider.assigned_application_name}</small>
      </>
    ),
  }),
  column.display({
    id: "scope",
    header: "Scopes",
    cell: ({ row }) => row.original.scope.join(" "),
  }),
  column.accessor("expires", {
    header: "Expires",
    cell: ({ row }) => <time>{row.original.expires}</time>,
  }),
]);
