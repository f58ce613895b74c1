import "../table.css";
import {
  keepPreviousData,
  QueryClient,
  QueryClientProvider,
  useQuery,
} from "@tanstack/react-query";
import { type SortingState, useTable } from "@tanstack/react-table";
import { createRoot } from "react-dom/client";
import { BrowserRouter, Link, useSearchParams } from "react-router";
import { type Code, fetchCodes, queryOf, rootElement, searchOf } from "../codes.ts";
import { columns, features } from "./columns.tsx";

const NONE: Code[] = [];

function CodesPage() {
  const [search, setSearch] = useSearchParams();
  const query = queryOf(search);
  const { page, size, ordering } = query;
  const { data } = useQuery({
    queryKey: ["codes", query],
    queryFn: () => fetchCodes(query),
    placeholderData: keepPreviousData,
  });
  const sorting: SortingState = [{ id: ordering.replace("-", ""), desc: ordering.startsWith("-") }];
  const table = useTable({
    features,
    columns,
    data: data?.results ?? NONE,
    getRowId: ({ pk }: Code) => String(pk),
    manualSorting: true,
    enableMultiSort: false,
    enableSortingRemoval: false,
    sortDescFirst: false,
    state: { sorting },
    onSortingChange: (updater) => {
      const [next] = typeof updater === "function" ? updater(sorting) : updater;
      if (next === undefined) return;
      setSearch(searchOf({ ...query, page: 1, ordering: `${next.desc ? "-" : ""}${next.id}` }));
    },
  });
  const count = data?.pagination.count ?? 0;
  const linkTo = (other: number) => ({ search: searchOf({ ...query, page: other }) });
  return (
    <>
      <nav>
        Page {page} of {Math.ceil(count / size)}{" "}
        {page > 1 && (
          <Link rel="prev" to={linkTo(page - 1)}>
            Previous
          </Link>
        )}{" "}
        {page * size < count && (
          <Link rel="next" to={linkTo(page + 1)}>
            Next
          </Link>
        )}
      </nav>
      <table>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col">
                  {header.column.getCanSort() ? (
                    <button type="button" onClick={header.column.getToggleSortingHandler()}>
                      <table.FlexRender header={header} />
                    </button>
                  ) : (
                    <span>
                      <table.FlexRender header={header} />
                    </span>
                  )}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} data-pk={row.id}>
              {row.getAllCells().map((cell) => (
                <td key={cell.id}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

createRoot(rootElement()).render(
  <QueryClientProvider client={new QueryClient()}>
    <BrowserRouter>
      <CodesPage />
    </BrowserRouter>
  </QueryClientProvider>,
);
