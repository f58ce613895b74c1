import {
  createGrid,
  type IGetRowsParams,
  InfiniteRowModelModule,
  ModuleRegistry,
  PaginationModule,
} from "ag-grid-community";
import { type Code, fetchCodes, queryOf, rootElement } from "../codes.ts";

// Only the modules in use: all of AG Grid Community is larger.
ModuleRegistry.registerModules([InfiniteRowModelModule, PaginationModule]);

const { size } = queryOf(new URLSearchParams(location.search));
const root = rootElement();
root.style.height = "calc(100vh - 16px)";

createGrid<Code>(root, {
  rowModelType: "infinite",
  pagination: true,
  paginationPageSize: size,
  paginationPageSizeSelector: false,
  cacheBlockSize: size,
  animateRows: false,
  getRowId: ({ data }) => String(data.pk),
  defaultColDef: { flex: 1 },
  columnDefs: [
    {
      headerName: "Status",
      sortable: false,
      valueGetter: ({ data }) => data && (data.is_expired ? "Expired" : "Valid"),
    },
    {
      colId: "user",
      headerName: "User",
      valueGetter: ({ data }) => data && `${data.user.name} ${data.user.username}`,
    },
    {
      colId: "provider",
      headerName: "Provider",
      valueGetter: ({ data }) =>
        data && `${data.provider.name} ${data.provider.assigned_application_name ?? ""}`,
    },
    {
      headerName: "Scopes",
      sortable: false,
      valueGetter: ({ data }) => data?.scope.join(" "),
    },
    { colId: "expires", headerName: "Expires", field: "expires", sort: "asc" },
  ],
  datasource: { getRows: (asked) => void answer(asked) },
});

async function answer({ startRow, sortModel, ...params }: IGetRowsParams): Promise<void> {
  const [sort] = sortModel;
  try {
    const { results, pagination } = await fetchCodes({
      page: startRow / size + 1,
      size,
      ordering: sort ? `${sort.sort === "desc" ? "-" : ""}${sort.colId}` : "expires",
    });
    params.successCallback(results, pagination.count);
  } catch {
    params.failCallback();
  }
}
