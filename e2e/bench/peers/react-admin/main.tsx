import {
  Admin,
  Datagrid,
  type DataProvider,
  FunctionField,
  List,
  Resource,
  TextField,
} from "react-admin";
import { createRoot } from "react-dom/client";
import { type Code, fetchCodes, rootElement } from "../codes.ts";

/** Lists only: nothing else is used. */
const dataProvider: Pick<DataProvider, "getList"> = {
  async getList(_resource, { pagination: { page, perPage } = {}, sort }) {
    const { results, pagination } = await fetchCodes({
      page: page ?? 1,
      size: perPage ?? 20,
      ordering: sort ? `${sort.order === "DESC" ? "-" : ""}${sort.field}` : "expires",
    });
    const data: any[] = results.map((code) => ({ ...code, id: code.pk }));
    return { data, total: pagination.count };
  },
};

function CodeList() {
  return (
    <List
      perPage={20}
      sort={{ field: "expires", order: "ASC" }}
      exporter={false}
      title="Authorization codes"
    >
      <Datagrid rowClick={false} bulkActionButtons={false}>
        <FunctionField<Code & { id: number }>
          label="Status"
          render={({ pk, is_expired: isExpired }) => (
            <b data-pk={pk}>{isExpired ? "Expired" : "Valid"}</b>
          )}
        />
        <FunctionField<Code & { id: number }>
          label="User"
          sortBy="user"
          render={({ user }) => `${user.name} ${user.username}`}
        />
        <FunctionField<Code & { id: number }>
          label="Provider"
          sortBy="provider"
          render={({ provider }) => `${provider.name} ${provider.assigned_application_name ?? ""}`}
        />
        <FunctionField<Code & { id: number }>
          label="Scopes"
          render={({ scope }) => scope.join(" ")}
        />
        <TextField source="expires" />
      </Datagrid>
    </List>
  );
}

createRoot(rootElement()).render(
  <Admin dataProvider={dataProvider as DataProvider} disableTelemetry>
    <Resource name="codes" list={CodeList} />
  </Admin>,
);
