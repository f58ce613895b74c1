import type { AuthorizationCode } from "../../api/wire/grant.ts";
import { grantColumns } from "../grants/grant-columns.tsx";
import type { GrantResource } from "../grants/grant-resource.ts";
import { GrantsPage } from "../grants/grants-page.tsx";
import { lazyDrawer } from "../resource-page.tsx";
import { authorizationCodes } from "./authorization-codes-resource.ts";

const columns = grantColumns({ resource: authorizationCodes });
const drawer = lazyDrawer<AuthorizationCode, GrantResource<AuthorizationCode>>(() =>
  import("../grants/grant-drawer.tsx").then((module) => module.GrantDrawer),
);

/** Every authorization code, expired ones first. */
export function AuthorizationCodesPage() {
  return <GrantsPage resource={authorizationCodes} columns={columns} drawer={drawer} />;
}
