import { grantColumns } from "../grants/grant-columns.tsx";
import { GrantsPage } from "../grants/grants-page.tsx";
import { authorizationCodes } from "./authorization-codes-resource.ts";

const columns = grantColumns({ resource: authorizationCodes });

/** Every authorization code, expired ones first. */
export function AuthorizationCodesPage() {
  return <GrantsPage resource={authorizationCodes} columns={columns} />;
}
