import type { Token } from "../../api/wire/token.ts";
import styles from "../../list/table/columns.module.css";
import { grantColumns } from "../grants/grant-columns.tsx";
import type { GrantResource } from "../grants/grant-resource.ts";
import { GrantsPage } from "../grants/grants-page.tsx";
import { accessTokens, refreshTokens } from "./tokens-resources.ts";

function pageOf(resource: GrantResource<Token>) {
  const columns = grantColumns<Token>({
    resource,
    own: (column) => [
      column.accessor(({ value }) => (value.revoked ? "Revoked" : "no"), {
        id: "revoked",
        header: "Revoked",
        meta: { priority: "low", className: styles["revoked"] },
      }),
    ],
  });
  return () => <GrantsPage resource={resource} columns={columns} />;
}

export const AccessTokensPage = pageOf(accessTokens);
export const RefreshTokensPage = pageOf(refreshTokens);
